"""Who knows nothing of the matter finds five answers in each piece: what is this, who does what,
what do I do, by when, where. They are looked for in the text twin, which reads as the picture does.
"""

import re
from dataclasses import dataclass

import pytest

from infogen.layout.compose import compose
from infogen.semantics.prose import description

BEGINNING = 5
"""In how many lines after the title a reader knows what this is."""


@dataclass(frozen=True)
class Answers:
    """The words that answer, as patterns: each question has one or several answers that all must be
    there. `what` is said at the beginning, before what one does.
    """

    what: str
    who: tuple[str, ...]
    do: tuple[str, ...]
    when: tuple[str, ...]
    where: tuple[str, ...]


SITE = r"IPOMEX.*INFOEM, la autoridad"
DENOUNCE = r"transparenciaestadodemexico\.org\.mx"
UNIDAD = r"pt-edomex\.org/transparencia"

ANSWERS = {
    "verificacion": Answers(
        what=rf"{SITE}|En IPOMEX el partido debe publicar su información",
        who=(r"INFOEM escoge", r"(La inicias tú|Tú:)", r"INFOEM decide", r"El partido corrige"),
        do=(r"A quién denuncias", r"Qué falta o está mal"),
        when=(r"20 días hábiles", r"15"),
        where=(r"ipomex\.org\.mx", DENOUNCE, r"en línea, por correo o en papel", UNIDAD),
    ),
    "oficiosa": Answers(
        what=rf"{SITE}|En IPOMEX el partido debe publicar su información",
        who=(r"INFOEM entra a IPOMEX", r"El partido corrige", r"quien dirige .*tiene"),
        do=(r"Denuncia", r"Resultados"),
        when=(r"20", r"días hábiles como máximo", r"5 días hábiles"),
        where=(r"infoem\.org\.mx", DENOUNCE, UNIDAD),
    ),
    "denuncia": Answers(
        what=SITE,
        who=(r"INFOEM decide si la admite", r"INFOEM avisa al partido", r"El partido explica"),
        do=(r"denuncias", r"falta o está mal"),
        when=(r"hasta 47 días hábiles", r"sin fecha límite", r"15 días hábiles"),
        where=(DENOUNCE, UNIDAD),
    ),
    "leyenda": Answers(
        what=SITE,
        who=(r"INFOEM decide", r"el partido (tiene|corrige)"),
        do=(r"Mira en IPOMEX", r"Di a quién y qué"),
        when=(r"15 días hábiles",),
        where=(DENOUNCE, r"En línea, por correo o en papel"),
    ),
    "acceso-saimex": Answers(
        what=r"SAIMEX.*sitio de INFOEM, la autoridad.* para pedir",
        who=(r"La Unidad de Transparencia debe ayudarte", r"INFOEM decide"),
        do=(
            r"Pide en la Unidad o en SAIMEX",
            r"Di qué información quieres",
            r"recurso de revisión",
        ),
        when=(
            r"15 días hábiles como máximo",
            r"\+7 si te avisan antes",
            r"Contesta en 10 días hábiles",
            r"15 días hábiles desde el día siguiente a la respuesta",
            r"cuando quieras",
        ),
        where=(r"saimex\.org\.mx", r"En persona, por correo o en línea", UNIDAD),
    ),
    "arco-sarcoem": Answers(
        what=r"puedes pedir al partido|Pide al partido",
        who=(r"Unidad( de Transparencia)?, que debe orientarte", r"INFOEM decide", r"Comité"),
        do=(r"Elige tu derecho", r"Muestra .*identificación", r"recurso de revisión"),
        when=(
            r"20 máximo",
            r"\+10",
            r"con aviso y razón",
            r"contesta en 10 días hábiles",
            r"15 días hábiles",
            r"venció su plazo|al fin de su plazo",
        ),
        where=(r"sarcoem\.org\.mx", r"SARCOEM, (sitio )?de INFOEM", r"en persona o por correo"),
    ),
    "recurso": Answers(
        what=r"tu queja si .* no",
        who=(r"Decide INFOEM, la autoridad", r"INFOEM decide"),
        do=(
            r"Di qué reclamas",
            r"qué contestaron y por qué no estás de acuerdo",
            r"Llévalo a la Unidad",
        ),
        when=(
            r"15 días hábiles desde el día siguiente a la respuesta",
            r"cuando quieras",
            r"5 días hábiles",
        ),
        where=(r"saimex\.org\.mx", r"sarcoem\.org\.mx", UNIDAD),
    ),
    "resultados": Answers(
        what=r"INFOEM, la autoridad.*, revisa",
        who=(r"INFOEM.* revisa", r"El partido|Así cumplió"),
        do=(r"Compruébalo|Ve los resultados",),
        when=(r"2025",),
        where=(r"infoem\.org\.mx", UNIDAD),
    ),
    "guia": Answers(
        what=r"Dos derechos ante el partido: pedir documentos públicos y cuidar tus datos",
        who=(r"La Unidad recibe", r"El Comité revisa", r"Hoy decide INFOEM"),
        do=(r"Escribe qué quieres", r"Elige tu derecho", r"presenta un recurso de revisión"),
        when=(r"15 días hábiles", r"20 días hábiles", r"cuando quieras"),
        where=(r"saimex\.org\.mx", r"sarcoem\.org\.mx", DENOUNCE, r"Ve a la Unidad"),
    ),
    "triptico": Answers(
        what=r"Dos derechos ante el partido",
        who=(r"Decide INFOEM", r"En línea, por correo o en papel, ante INFOEM"),
        do=(r"Escribe qué quieres", r"Presenta un recurso de revisión", r"Di esto"),
        when=(r"15 días hábiles", r"20 días hábiles", r"hasta 47"),
        where=(r"saimex\.org\.mx", r"sarcoem\.org\.mx", DENOUNCE, r"Ve a la Unidad"),
    ),
    "manual": Answers(
        what=r"Cómo pedir información, cuidar tus datos, denunciar lo que falta e inconformarte",
        who=(r"La Unidad de Transparencia del partido debe ayudarte", r"INFOEM decide"),
        do=(r"Qué debes decir o llevar", r"Cuándo puedes presentarlo"),
        when=(r"15 días hábiles", r"no se suma"),
        where=(r"saimex\.org\.mx", r"sarcoem\.org\.mx", DENOUNCE, UNIDAD),
    ),
}

FORMATS = {"guia": ("letter",), "triptico": ("panel",), "manual": ("letter",), "leyenda": ("square", "link")}  # fmt: skip
FEED = ("portrait", "square", "tall")


def test_every_piece_is_asked(stock):
    assert set(ANSWERS) == set(stock.pieces)


@pytest.mark.parametrize(
    ("piece", "format"),
    [(piece, format) for piece in ANSWERS for format in FORMATS.get(piece, FEED)],
)
def test_five_questions_have_their_answers(stock, piece, format):
    lines = [
        line.strip(" -[]")
        for line in description(compose(stock, piece, format=format)).splitlines()
        if line.strip()
    ]
    text, asked = "\n".join(lines), ANSWERS[piece]
    for name in ("who", "do", "when", "where"):
        missing = [one for one in getattr(asked, name) if not re.search(one, text, re.IGNORECASE)]
        assert (name, missing) == (name, [])
    told = next(n for n, line in enumerate(lines) if re.search(asked.what, line))
    first = next(n for n, line in enumerate(lines) if re.search(asked.do[0], line, re.IGNORECASE))
    title = next(n for n, line in enumerate(lines) if line == "A la vista") + 2
    assert told <= title + BEGINNING
    assert told <= first
