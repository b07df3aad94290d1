"""The minutes of a session: a PDF/UA with what was asked, who answered, what it shows and what was
decided, and blanks for what people write and sign.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from infogen.content import format_value
from infogen.diagnostics import Failure
from infogen.focus.ballots import VOTES
from infogen.focus.charts import PAPER, axis, describe_chart, intervals, lines
from infogen.focus.outcome import SessionOutcome
from infogen.focus.paper import OUTLINES, counter_phrase, frozen_picture, picture_sizes
from infogen.focus.reading import UNSAID
from infogen.focus.session import BANDS, FILE, Session, load_session
from infogen.focus.verdict import name
from infogen.scene import Scene
from infogen.sheets import sheet
from infogen.workspace import Workspace

THUMBNAIL = (38.0, 52.0)
"""The room for a variant in the minutes, in mm."""


class Decision(Struct, frozen=True):
    """The entries that people add: where and when it was, what was chosen and why, and what
    changes. One that is left out is a blank.
    """

    place: str = ""
    on: date | None = None
    chosen: str = ""
    why: str = ""
    changes: str = ""


def acta(
    workspace: Workspace, folder: Path, session: Session, made: SessionOutcome, decided: Decision
) -> Scene:
    """The pages of the minutes. Raises `Failure` for anything that does not fit."""
    copy = workspace.data.content.copy["grupo"]
    words = copy["acta"]
    pictures = {shape: frozen_picture(folder, shape) for shape in session.shapes}
    names = workspace.data.content.copy["hoja"]["figuras"]
    kinds = ["places", *(["understood"] if session.questions else [])]
    content = {
        "title": session.title,
        "sample": session.sample,
        "verdict": {
            "title": made.verdict.title,
            "text": counter_phrase(made.verdict.text),
            "warnings": [counter_phrase(text) for text in made.verdict.warnings],
        },
        "facts": _facts(words, copy["edades"], folder, session, made, decided),
        "variants": [
            {"name": names[shape].long, "d": OUTLINES[shape], "file": shape}
            for shape in session.shapes
        ],
        "hashes": [
            {"shape": names[shape].long, "variant": one.variant, "sha256": one.sha256}
            for shape, one in session.variants.items()
        ],
        "method": [counter_phrase(text) for text in _method(words, session, made)],
        "charts": [_chart(workspace, session, made, kind) for kind in kinds],
        "chosen": counter_phrase(_chosen(copy, session, made, decided)),
        "changes": counter_phrase(decided.changes or words["sin_decidir"].long),
        "blank_chosen": not decided.chosen,
        "blank_changes": not decided.changes,
        "track": PAPER.track,
        "side": PAPER.label / 2,
        "inner": PAPER.track - PAPER.label,
        "high": PAPER.high,
        "wide": PAPER.wide,
        **picture_sizes(pictures, *THUMBNAIL),
    }
    return sheet(workspace, "grupo-acta", "letter", content, pictures)


def _facts(
    words: Mapping[str, Any],
    ages: Mapping[str, Any],
    folder: Path,
    session: Session,
    made: SessionOutcome,
    decided: Decision,
) -> list[dict[str, str]]:
    found = made.results
    bands = [f"{ages[band].long}: {found.bands[band]}" for band in BANDS if found.bands.get(band)]
    if found.bands.get(UNSAID):
        bands.append(f"{words['edad_no'].long}: {found.bands[UNSAID]}")
    values = {
        "cuando": format_value(decided.on) if decided.on else words["sin_dato"].long,
        "donde": decided.place or words["sin_dato"].long,
        "personas": words["canales"].long.format(
            total=found.people, telefonos=found.phones, papel=found.paper
        ),
        "hogares": str(found.households),
        "edades": ", ".join(bands) or "–",
        "sesiones": words["cuantas"].long.format(n=sessions(folder, session.piece)),
    }
    return [{"name": words[key].long, "value": value} for key, value in values.items()]


def sessions(folder: Path, piece: str) -> int:
    """How many sessions with votes about a piece are beside this one, itself among them: nobody
    repeats until the result pleases without it being said.
    """
    found = 0
    for path in sorted(folder.resolve().parent.glob(f"*/{FILE}")):
        try:
            same = load_session(path.parent, pictures=False).piece == piece
        except Failure:
            continue
        found += same and _voted(path.parent / VOTES)
    return max(1, found)


def _voted(path: Path) -> bool:
    if not path.is_file():
        return False
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return bool(connection.execute("SELECT count(*) FROM answer").fetchone()[0])
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _method(words: Mapping[str, Any], session: Session, made: SessionOutcome) -> list[str]:
    rule = words["metodo_3"].long.format(
        p=round(1 / session.rule.p),
        minimo=round(100 * session.rule.eligible),
        w=f"{made.results.rankings['clarity'].agreement:.2f}",
    )
    return [words["metodo_1"].long, words["metodo_2"].long, rule, words["metodo_4"].long]


def _chart(
    workspace: Workspace, session: Session, made: SessionOutcome, kind: str
) -> dict[str, Any]:
    copy = workspace.data.content.copy["grupo"]
    words, drawn = copy["acta"], copy["grafica"]
    shown = "lugares" if kind == "places" else "entendieron"
    first = "lugar_medio" if kind == "places" else "entendieron"
    second = "primeras" if kind == "places" else "al_reves"
    return {
        "title": drawn[shown].long,
        "text": drawn[f"{shown}_texto"].long,
        "alt": counter_phrase(describe_chart(workspace, session, made.results, kind)),
        "lines": lines(workspace, intervals(workspace, session, made.results, kind), PAPER, 5),
        "axis": axis(workspace, session, kind),
        "rows": _rows(workspace, made, kind),
        "value": words[first].long,
        "other": words[second].long,
    }


def _rows(workspace: Workspace, made: SessionOutcome, kind: str) -> list[dict[str, str]]:
    names = workspace.data.content.copy["hoja"]["figuras"]
    words = workspace.data.content.copy["grupo"]["acta"]
    if kind == "places":
        ranked = made.results.rankings["clarity"]
        return [
            {
                "shape": names[one.shape].long,
                "value": f"{one.mean:.1f}",
                "interval": words["de_a"].long.format(de=f"{one.low:.1f}", a=f"{one.high:.1f}"),
                "other": words["de"].long.format(n=one.first, total=ranked.households),
            }
            for one in ranked.places
        ]
    return [
        {
            "shape": names[one.shape].long,
            "value": words["de"].long.format(n=one.understood, total=one.asked),
            "interval": words["de_a_cien"].long.format(
                de=round(100 * one.low), a=round(100 * one.high)
            ),
            "other": str(one.contrary),
        }
        for one in made.results.comprehension
    ]


def _chosen(
    copy: Mapping[str, Any], session: Session, made: SessionOutcome, decided: Decision
) -> str:
    words = copy["acta"]
    if not decided.chosen:
        return str(words["sin_decidir"].long)
    proved = made.verdict.kind == "clara" and decided.chosen == made.verdict.shape
    why = [decided.why, "" if proved else words["por_preferencia"].long]
    text: str = words["elegida"].long.format(
        figura=name(copy, decided.chosen),
        variante=session.variants[decided.chosen].variant,
        razon=" ".join(filter(None, why)),
    )
    return text.strip()
