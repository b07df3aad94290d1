"""Each check has a case that passes, one that it catches, and a stock piece that it catches once
that is changed for the worse.
"""

import io
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace
from PIL import Image

from infogen.backends import render
from infogen.checks import CONTENT, SCENE, check_file
from infogen.checks.seen.facts import Usage
from infogen.content import load_data as load_data
from infogen.design.pieces import pieces, specs
from infogen.layout.compose import compose
from infogen.scene import Frame, Scene, walk
from infogen.scene.destinations import Outlet
from infogen.source.loader import parse
from infogen.workspace import Workspace, load
from kit.places import ROOT
from kit.tiny import HERE, piece

TODAY = date(2026, 11, 24)
STOCK = load(ROOT)
LONG = (
    "No digas por qué ni para qué quieres lo que pides, ni quién eres, ni qué vas a hacer con ello"
)


@dataclass(frozen=True)
class Change:
    """A stock piece, and what is changed in its layout, in a file of the data or in its scene."""

    check: str
    code: str
    piece: str
    format: str
    layout: tuple[tuple[str, str], ...] = ()
    data: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    scene: dict[str, object] = field(default_factory=dict)


def codes(check: str, workspace: Workspace, scene: Scene) -> list[str]:
    run = SCENE.get(check)
    found = run(scene) if run else CONTENT[check](Usage(workspace.data, scene, TODAY))
    return [finding.code for finding in found]


def changed(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def card(body: str, format: str = "card", **fields: object) -> partial[Scene]:
    """Makes a scene of stock colours and data on the tiny card, or in another format."""
    return partial(composed, body, format, fields)


def composed(body: str, format: str, fields: dict[str, object]) -> Scene:
    formats = {**STOCK.formats, **load(HERE).formats}
    text = piece(body, alt="Otra cosa").replace("[card, sheet]", "[card, story, letter]")
    made = pieces(specs({"t": parse(text.encode(), "layouts/t.yaml")}, formats))
    here = replace(STOCK, formats=formats, pieces=made)
    return replace(compose(here, "t", format=format), **fields)


def text(words: str, **fields: object) -> str:
    more = "".join(f", {key}: {value}" for key, value in fields.items())
    written = words if words.startswith(("$links", '"')) else f'"{words}"'
    return f"{{kind: text, style: body, size: 20, text: {written}{more}}}"


def column(*children: str, ground: str = "paper", pad: int = 32) -> str:
    return f"{{kind: column, height: 1fr, pad: {pad}, ground: {ground}, children: [{', '.join(children)}]}}"


def dots(state: str, color: str) -> str:
    return f"{{days: 3, state: {state}, color: {color}}}"


def row_of(*segments: str) -> str:
    return f"{{kind: dots, diameter: 20, segments: [{', '.join(segments)}]}}"


SAIMEX = "$links.saimex"
CODE = "{kind: qr, link: $links.saimex, module: 5}"
PLAZO = "procedures.solicitud_informacion.steps.responder.deadline.days"
LONG_SENTENCE = " ".join(["palabra"] * 21)
HARD = " ".join(["La interposición extemporánea imposibilita jurídicamente la admisión."] * 15)

CASES = (
    ("marks", "weak-mark", card(column(row_of(dots("filled", "ink")))), card(column(row_of(dots("filled", "citizen"))))),
    ("marks", "weak-mark", card(column("{kind: icon, name: eye, size: 40}")), card(column("{kind: icon, name: eye, size: 40, color: quiet}"))),
    (
        "color_vision", "alike-colors",
        card(column(row_of(dots("filled", "path"), dots("ring", "path-text")))),
        card(column(row_of(dots("filled", "path"), dots("filled", "path-text")))),
    ),
    ("safe_area", "outside-safe-area", card(column(text("Hola"))), card(column(text("Hola"), pad=4))),
    ("safe_area", "outside-safe-area", card(column(text("Hola"), pad=10), "letter"), card(column(text("Hola"), pad=1), "letter")),
    ("code_geometry", "quiet-zone", card(column(CODE, text("Hola"))), card(f"{{kind: overlay, children: [{column(CODE)}, {column(text('Hola'), ground='null', pad=60)}]}}")),
    ("code_geometry", "small-code", card(column("{kind: qr, link: $links.saimex, module: 0.65}"), "letter"), card(column("{kind: qr, link: $links.saimex, module: 0.508}"), "letter")),
    ("contrast", "contrast", card(column(text("Hola", color="path"))), card(column(text("Hola", color="path")), level="AAA")),
    ("alternatives", "missing-alt", card(column(CODE)), card(column(CODE), alt="")),
    ("alternatives", "alt-is-title", card(column(text("Hola"))), card(column(text("Hola")), alt="t")),
    ("orphans", "orphan-word", card(column(text("Una frase larga que\\nno acaba"))), card(column(text("Una frase larga que\\ny")))),
    ("empty_texts", "empty-text", card(column(text("Hola"))), card(column(text("Hola"), text('""')))),
    ("readability", "long-sentence", card(column(text("Corta. Muy corta."))), card(column(text(LONG_SENTENCE)))),
    ("readability", "hard-to-read", card(column(text(" ".join(["Pide lo que quieras."] * 30)))), card(column(text(HARD)))),
    ("day_units", "day-unit", card(column(text("Tienes 15 días hábiles"))), card(column(text("Tienes 15 días para pedirlo")))),
    ("day_units", "day-unit", card(column(text("15"), text("días naturales"))), card(column(text("15"), text("días para pedir")))),
    ("day_units", "day-unit", card(column(text(f'"${{{PLAZO}}}"'), text("días hábiles"))), card(column(text(f'"Hasta ${{{PLAZO}}} más"')))),
    ("day_units", "day-unit", card(column(text("Los días que quieras, de 8 a 15, en 2 días hábiles más"))), card(column(text(f'"${{{PLAZO}}} días naturales"')))),
    ("addresses", "unknown-address", card(column(text("Ve a saimex.org.mx."))), card(column(text("Ve a saimex.gob.mx.")))),
    ("addresses", "other-address", card(column(CODE, text(SAIMEX))), card(column(CODE, text("$links.ipomex")))),
    ("addresses", "other-address", card(column(CODE, text("$links.ipomex", role="running"))), card(column(CODE, text("$links.ipomex")))),
    ("addresses", "long-address", card(column("{kind: qr, link: $links.ipomex, module: 5}")), card(column(CODE))),
    ("acronyms", "unexpanded-acronym", card(column(text("SAIMEX"), text("$links.saimex.name"))), card(column(text("Entra a SAIMEX")))),
    ("acronyms", "unexpanded-acronym", card(column(text('"ONU: Organización de las Naciones Unidas"'))), card(column(text("Lo dice la ONU")))),
    ("jargon", "jargon", card(column(text("Prórroga o más tiempo para responder"))), card(column(text("Puede haber prórroga")))),
)  # fmt: skip


@pytest.mark.parametrize(
    ("check", "code", "good", "bad"), CASES, ids=[f"{one[0]}-{one[1]}-{n}" for n, one in enumerate(CASES)]
)  # fmt: skip
def test_a_check_passes_what_is_good_and_catches_what_is_bad(check, code, good, bad):
    assert code not in codes(check, STOCK, good())
    assert code in codes(check, STOCK, bad())


def test_each_new_finding_says_where_it_is_seen():
    for check, code, _good, bad in CASES:
        scene, run = bad(), SCENE.get(check)
        found = run(scene) if run else CONTENT[check](Usage(STOCK.data, scene, TODAY))
        spots = [spot for finding in found if finding.code == code for spot in finding.spots]
        where_no_place_is = {"missing-alt", "alt-is-title", "other-address"}
        assert spots or code in where_no_place_is, code


CHANGES = (
    Change(
        "marks", "weak-mark", "acceso-saimex", "portrait",
        layout=(("state: filled, color: citizen", "state: filled, color: ink"),),
    ),
    Change(
        "color_vision", "alike-colors", "acceso-saimex", "portrait",
        layout=(("state: ring, color: paper", "state: filled, color: quiet"),),
    ),
    Change(
        "safe_area", "outside-safe-area", "verificacion", "story",
        layout=(("pad: [270,", "pad: [200,"),),
    ),
    Change(
        "safe_area", "cropped-by-platform", "verificacion", "portrait",
        layout=(("$format.margin, 0, $format.margin", "8, 0, 8"),),
    ),
    Change(
        "code_geometry", "quiet-zone", "arco-sarcoem", "portrait",
        layout=(("{x: code.left}", "{x: code.center}"),),
    ),
    Change("contrast", "contrast", "guia", "letter", scene={"level": "AAA"}),
    Change(
        "alternatives", "alt-is-title", "guia", "letter", scene={"alt": STOCK.data.content.copy["guia"]["1"]["titulo"].long},
    ),
    Change("alternatives", "missing-alt", "verificacion", "square", scene={"alt": " "}),
    Change(
        "orphans", "orphan-word", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("con tu acuse.", "con tu acuse\\ny."),),
    ),
    Change(
        "readability", "long-sentence", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("En persona, por correo o en línea. La Unidad de Transparencia debe ayudarte.", LONG + "."),),
    ),
    Change(
        "day_units", "day-unit", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("días hábiles como máximo", "días como máximo"),),
    ),
    Change(
        "day_units", "day-unit", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("deadline.days} días hábiles** desde", "deadline.days} días naturales** desde"),),
    ),
    Change(
        "legal_basis", "term-without-article", "acceso-saimex", "square", data=("procedures", "solicitud_informacion.yaml"),
        words=(('article: "163, 177"', "article: null"),),
    ),
    Change(
        "actors", "verb-without-actor", "verificacion", "portrait", data=("copy", "verificacion.yaml"),
        words=(("${authorities.garante.name} escoge a algunos, al azar o por muestra, y revisa su IPOMEX.", "Elige a quién revisar, al azar o por muestra, y entra a IPOMEX por su cuenta."),),
    ),
    Change(
        "conditions", "other-conditions", "verificacion", "portrait", data=("copy", "verificacion.yaml"),
        words=(("La inicias tú, en línea, por correo o en papel", "La inicias tú, en línea o en papel"), ("Tú: en línea, por correo o en papel", "Tú: en línea o en papel")),
    ),
    Change(
        "conditions", "other-conditions", "arco-sarcoem", "portrait", data=("copy", "arco-sarcoem.yaml"),
        words=(("una vez, con aviso y razón", "una vez más"), ("con aviso y razón", "una vez")),
    ),
    Change(
        "citations", "unfounded-citation", "denuncia", "letter", data=("copy", "denuncia.yaml"),
        words=(("facts: [procedures.verificacion_denuncia.rules.libre]", "facts: [procedures.verificacion_denuncia.rules.libre, procedures.solicitud_arco.steps.responder]"),),
    ),
    Change(
        "acronyms", "unexpanded-acronym", "verificacion", "portrait", data=("copy", "verificacion.yaml"),
        words=(("denunciar que falta información ${sujeto_obligado.del},", "denunciar que falta algo en IPOMEX,"),),
    ),
    Change(
        "addresses", "not-https", "acceso-saimex", "square", data=("links.yaml",),
        words=(("https://saimex.org.mx/", "http://saimex.org.mx/"),),
    ),
    Change(
        "addresses", "unknown-address", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("Pide en la Unidad o en SAIMEX", "Pide en saimex.gob.mx"),),
    ),
    Change(
        "addresses", "other-address", "acceso-saimex", "portrait",
        layout=(("{kind: qr, link: $links.saimex, module: 5}", "{kind: qr, link: $links.buzon, module: 5}"),),
    ),
    Change(
        "acronyms", "unexpanded-acronym", "acceso-saimex", "square",
        layout=((" ${copy.acceso-saimex.sigla}.", ""),),
    ),
    Change(
        "jargon", "jargon", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("¿Te la niegan o llega incompleta?", "¿Llega incompleta la respuesta?"), ("¿Te la niegan?", "¿Incompleta?"), (" (tu queja)", "")),
    ),
    Change(
        "review", "review-overdue", "acceso-saimex", "square", data=("meta.yaml",),
        words=(("review_by: null", "review_by: 2026-01-01"),),
    ),
    Change(
        "regime", "ended-regime", "acceso-saimex", "square", data=("regimes.yaml",),
        words=(("valid_to: null", "valid_to: 2026-01-01"),),
    ),
    Change(
        "support", "low-confidence", "acceso-saimex", "square", data=("procedures", "solicitud_informacion.yaml"),
        words=(("confidence: alta", "confidence: baja"),),
    ),
    Change(
        "authority", "authority-ended", "denuncia", "square", data=("authorities.yaml",),
        words=(("status: en_transicion", "status: extinta"),),
    ),
    Change(
        "figures", "typed-figure", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("${procedures.recurso_informacion.steps.interponer.deadline.days} días hábiles** desde", "15 días hábiles** desde"),),
    ),
    Change(
        "overflow", "overflow", "acceso-saimex", "square", data=("copy", "acceso-saimex.yaml"),
        words=(("Pide en la Unidad o en SAIMEX", "Pide en el sistema de acceso a la información mexiquense, que se llama SAIMEX, y regístrate en él"),),
    ),
    Change(
        "floors", "small-text", "acceso-saimex", "portrait",
        layout=(("{kind: text, style: small, text: \"**", "{kind: text, style: small, size: 20, text: \"**"),),
    ),
    Change(
        "overlap", "covered", "verificacion", "portrait",
        layout=(("{x: izq.center, y: izq-title.first}", "{x: izq-title.left, dx: 40, y: izq-title.first}"),),
    ),
    Change(
        "dated", "undated-page", "acceso-saimex", "link",
        layout=(("second: $copy.comun.revision.short", "second: $copy.comun.qr_buzon"),),
    ),
    Change(
        "in_force", "unsigned-claim", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("días hábiles como máximo", "días hábiles, plazo vigente"),),
    ),
    Change(
        "sample", "no-seal", "resultados", "link",
        layout=(("{use: sample-band, with: {height: 64}}", "{kind: column, height: 64}"),),
    ),
    Change(
        "language", "not-translated", "acceso-saimex", "square",
        scene={"untranslated_paths": ("copy.acceso-saimex.titulo",)},
    ),
    Change(
        "posts", "long-post", "acceso-saimex", "portrait",
        scene={"outlets": (Outlet("Red", ("png",), post=20),)},
    ),
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: f"{one.check}-{one.code}")
def test_a_stock_piece_that_is_changed_for_the_worse_is_caught(change, tmp_path):
    before = compose(STOCK, change.piece, format=change.format)
    assert change.code not in codes(change.check, STOCK, before)
    workspace = STOCK
    if change.layout:
        stems = [change.piece, f"{change.piece}.{change.format}"]
        files = {stem: ROOT / "layouts" / f"{stem}.yaml" for stem in stems}
        texts = {stem: file.read_text("utf-8") for stem, file in files.items() if file.exists()}
        last = list(texts)[-1]
        texts[last] = changed(texts[last], change.layout)
        raw = {stem: parse(text.encode(), stem) for stem, text in texts.items()}
        workspace = replace(workspace, pieces=pieces(specs(raw, workspace.formats)))
    if change.data:
        path = tmp_path.joinpath(*change.data)
        path.parent.mkdir(exist_ok=True)
        written = ROOT.joinpath("data", *change.data).read_text("utf-8")
        path.write_text(changed(written, change.words), "utf-8")
        workspace = workspace.with_data(load_data([(tmp_path, "data"), (ROOT / "data", "stock")]))
    after = replace(compose(workspace, change.piece, format=change.format), **change.scene)
    assert change.code in codes(change.check, workspace, after)


def test_a_stock_picture_whose_code_is_painted_over_is_caught():
    scene = compose(STOCK, "acceso-saimex", format="square")
    good = render(scene, "png")
    assert check_file(scene, "png", good) == []
    picture = Image.open(io.BytesIO(good)).convert("RGB")
    [x, y, code] = next(
        (x, y, item)
        for x, y, item in walk(scene.pages[0].frame)
        if isinstance(item, Frame) and item.meaning.role == "qr"
    )
    picture.paste("white", (round(x), round(y), round(x + code.size.width / 2), round(y + 120)))
    bad = io.BytesIO()
    picture.save(bad, "PNG")
    assert [found.code for found in check_file(scene, "png", bad.getvalue())] == ["unread-code"]


def test_a_stock_picture_that_is_too_large_for_a_platform_is_caught():
    scene = compose(STOCK, "acceso-saimex", format="square")
    data = render(scene, "png")
    narrow = tuple(replace(outlet, files=("png",), largest=1000) for outlet in scene.outlets)
    found = check_file(replace(scene, outlets=narrow), "png", data)
    assert found
    assert {one.severity for one in found} <= {"error", "warning"}


def test_a_fact_of_a_stock_piece_that_is_no_longer_known_is_caught(tmp_path):
    """The stock has facts that nobody knows: one more is one more warning."""
    name = "procedures/solicitud_informacion.yaml"
    (tmp_path / "procedures").mkdir()
    text = (ROOT / "data" / name).read_text("utf-8")
    (tmp_path / name).write_text(
        changed(text, (('counted_from: "día siguiente a la presentación"', "counted_from: null"),)),
        "utf-8",
    )
    workspace = STOCK.with_data(load_data([(tmp_path, "data"), (ROOT / "data", "stock")]))
    before, after = (
        codes("unknowns", one, compose(one, "acceso-saimex", format="square")).count("unknown-fact")
        for one in (STOCK, workspace)
    )
    assert after == before + 1
