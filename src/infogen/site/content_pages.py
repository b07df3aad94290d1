"""The pages that are not of one piece: gallery, results, glossary, map, privacy, accessibility."""

from collections.abc import Iterator, Mapping, Sequence

from infogen.content.entries.results import SERIES
from infogen.content.paths import resolve_references
from infogen.content.printing import format_value
from infogen.messages import _
from infogen.site import open_data, structured
from infogen.site.pages import Frame
from infogen.site.pictures import Shown
from infogen.site.plan import TopicPages

RESULTS, GLOSSARY, MAP, PRIVACY, ACCESS = (
    "resultados-abiertos/",
    "glosario/",
    "mapa/",
    "privacidad/",
    "accesibilidad/",
)
"""The folders of these pages. No piece may have one of these names."""

FOLDERS = frozenset({RESULTS, GLOSSARY, MAP, PRIVACY, ACCESS, "static/", "incrustar/", "reglas/"})


def menu() -> tuple[tuple[str, str], ...]:
    """Words and addresses of the menu."""
    return ((_("All pictures"), ""), (_("Results"), RESULTS), (_("Glossary"), GLOSSARY))


def foot() -> tuple[tuple[str, str], ...]:
    """Words and addresses of the foot."""
    return (
        (_("All pages"), MAP),
        (_("Accessibility"), ACCESS),
        (_("Privacy notice"), PRIVACY),
    )


def content_pages(
    frame: Frame, topics: Sequence[TopicPages], pictures: Mapping[str, Shown]
) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of the pages, and of the data that stand beside them."""
    lead = _("Pictures and guides about your rights, with their sources and the day of the check.")
    yield "index.html", frame.page("index.html", "", topics=topics, pictures=pictures, lead=lead)
    yield f"{MAP}index.html", frame.page("map.html", MAP, topics=topics)
    yield f"{ACCESS}index.html", frame.page("access.html", ACCESS)
    yield f"{PRIVACY}index.html", frame.page("privacy.html", PRIVACY, notice=_notice(frame))
    yield f"{GLOSSARY}index.html", frame.page("glossary.html", GLOSSARY, entries=_entries(frame))
    yield from _results(frame)


def _entries(frame: Frame) -> list[tuple[str, str, str]]:
    """Id, word and explanation, in the order of the alphabet."""
    data = frame.workspace.data
    found = [
        (name, resolve_references(data, entry.term), _explained(frame, entry.text))
        for name, entry in data.content.glossary.items()
    ]
    return sorted(found, key=lambda entry: entry[1].casefold())


def _explained(frame: Frame, text: str) -> str:
    path = text.removeprefix("$")
    return resolve_references(frame.workspace.data, f"${{{path}.long}}").replace("**", "")


def _notice(frame: Frame) -> list[tuple[str, str]]:
    """The parts of the privacy notice; none while the mailbox receives nothing."""
    site = frame.workspace.data.content.site
    if not site.mailbox.receives or site.privacy.blanks:
        return []
    names = {
        "responsible": _("Who answers for the data"),
        "address": _("Where"),
        "data": _("Which data"),
        "purposes": _("What for"),
        "legal_basis": _("On what basis"),
        "transfers": _("To whom they are given"),
        "objection": _("How to object"),
        "rights": _("How to exercise your rights"),
        "changes": _("How changes are announced"),
        "updated_on": _("Last changed"),
    }
    return [(words, format_value(getattr(site.privacy, name))) for name, words in names.items()]


def _results(frame: Frame) -> Iterator[tuple[str, bytes]]:
    data = frame.workspace.data
    found, rows = data.content.results, open_data.results(data)
    names = {
        "oficiosa": _("Begun by the authority (oficiosa)"),
        "denuncia": _("Begun by a denuncia"),
    }
    groups = [(kind, names[kind], [row for row in rows if row["kind"] == kind]) for kind in SERIES]
    states = {
        "verificado": _("verified"),
        "sin_verificacion": _("not verified"),
        "sin_dato": _("not known"),
    }

    def rows_of(chosen: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return [
            (
                row["year"],
                row["value"] or "–",
                states[row["state"]],
                row["authority"] or "–",
                row["agreed_on"] or "–",
                row["document"] or "–",
            )
            for row in chosen
        ]

    public = None if frame.root is None else frame.root + RESULTS
    files = {"text/csv": "resultados.csv", "application/json": "resultados.json"}
    whole = {kind: f"{public}{name}" for kind, name in files.items()}
    measure = found.measure.removeprefix("$")
    yield (
        f"{RESULTS}index.html",
        frame.page(
            "results.html",
            RESULTS,
            groups=groups,
            rows_of=rows_of,
            sample=found.sample,
            measure=resolve_references(data, f"${{{measure}.long}}"),
            checked=_("Checked: {day}").format(day=format_value(found.checked_on)),
            data=structured.script(structured.results_data(data, public, whole)),
        ),
    )
    yield f"{RESULTS}resultados.csv", open_data.as_csv(rows, open_data.RESULTS)
    yield f"{RESULTS}resultados.json", open_data.as_json({"sample": found.sample, "results": rows})
