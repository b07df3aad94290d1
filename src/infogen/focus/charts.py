"""Intervals of variants as infogen draws them: for pages of the web, and for the minutes."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from infogen.focus.paper import OUTLINES, counter_phrase
from infogen.focus.results import Results
from infogen.focus.session import Session
from infogen.scene import Scene
from infogen.sheets import sheet
from infogen.typesetting.phrase import Phrase
from infogen.workspace import Workspace


class Measures(Struct, frozen=True):
    """The measures of a chart: track, height of a row, room for names, disc and label. The axis
    begins and ends half a label inside the track, so that a label stands over its disc.
    """

    track: float
    high: float
    wide: float
    disc: float
    label: float


SCREEN = Measures(640, 146, 270, 42, 150)
PAPER = Measures(134, 15, 46, 6, 24)


class Interval(Struct, frozen=True):
    """A value and its interval as shares of the axis, and how it is printed."""

    shape: str
    at: float
    low: float
    high: float
    value: str


def places(session: Session, found: Results, criterion: str = "clarity") -> list[Interval]:
    """Mean places: the axis begins with the first place and ends with the last."""
    last = len(session.shapes) - 1
    return [
        Interval(
            one.shape,
            (one.mean - 1) / last,
            (one.low - 1) / last,
            (one.high - 1) / last,
            f"{one.mean:.1f}",
        )
        for one in found.rankings[criterion].places
    ]


def understood(copy: Mapping[str, Any], found: Results) -> list[Interval]:
    """Shares of people who understood: the axis goes from nobody to all."""
    return [
        Interval(
            one.shape,
            one.understood / one.asked if one.asked else 0.5,
            one.low,
            one.high,
            f"{one.understood} de {one.asked}",
        )
        for one in found.comprehension
    ]


def lines(
    workspace: Workspace, intervals: Sequence[Interval], measures: Measures, ticks: int
) -> list[dict[str, Any]]:
    """The rows of a chart for the layouts."""
    names = workspace.data.content.copy["hoja"]["figuras"]
    shortest = measures.disc / 4
    inner = measures.track - measures.label

    def edge(share: float) -> float:
        return measures.label / 2 + share * inner

    return [
        {
            "name": names[one.shape].long,
            "d": OUTLINES[one.shape],
            "grid": list(range(ticks)),
            "side": measures.label / 2,
            "inner": inner,
            "before": edge(one.low),
            "bar": max((one.high - one.low) * inner, shortest),
            "point": edge(one.at) - measures.disc / 2,
            "label": edge(one.at) - measures.label / 2,
            "value": counter_phrase(one.value),
        }
        for one in intervals
    ]


def axis(workspace: Workspace, session: Session, kind: str) -> list[Phrase]:
    """The words under a chart."""
    copy = workspace.data.content.copy["grupo"]["grafica"]
    if kind == "places":
        last = f"{len(session.shapes)}.º"
        return [counter_phrase(text) for text in (copy["primero"].long, copy["azar"].long, last)]
    return [counter_phrase(copy[name].long) for name in ("nadie", "mitad", "todas")]


def describe_chart(workspace: Workspace, session: Session, found: Results, kind: str) -> str:
    """A chart in words."""
    copy = workspace.data.content.copy["grupo"]["grafica"]
    names = workspace.data.content.copy["hoja"]["figuras"]
    if kind == "places":
        values = [
            copy["lugar_valor"].long.format(
                figura=names[one.shape].long,
                media=f"{one.mean:.1f}",
                de=f"{one.low:.1f}",
                a=f"{one.high:.1f}",
            )
            for one in found.rankings["clarity"].places
        ]
        return str(copy["lugares_alt"].long.format(valores=". ".join(values)))
    values = [
        copy["entendieron_valor"].long.format(
            figura=names[one.shape].long,
            bien=one.understood,
            total=one.asked,
            de=round(100 * one.low),
            a=round(100 * one.high),
        )
        for one in found.comprehension
    ]
    return str(copy["entendieron_alt"].long.format(valores=". ".join(values)))


def intervals(workspace: Workspace, session: Session, found: Results, kind: str) -> list[Interval]:
    """The intervals of a chart: of mean `places`, or of those who `understood`."""
    if kind == "places":
        return places(session, found)
    return understood(workspace.data.content.copy["grupo"], found)


def chart(workspace: Workspace, session: Session, found: Results, kind: str) -> Scene:
    """A chart for a page of the web."""
    copy = workspace.data.content.copy["grupo"]["grafica"]
    title = copy["lugares" if kind == "places" else "entendieron"].long
    shown = intervals(workspace, session, found, kind)
    measures = SCREEN
    content = {
        "title": title,
        "alt": describe_chart(workspace, session, found, kind),
        "lines": lines(workspace, shown, measures, 5),
        "axis": axis(workspace, session, kind),
        "track": measures.track,
        "side": measures.label / 2,
        "inner": measures.track - measures.label,
        "high": min(measures.high, 440 / len(shown)),
        "wide": measures.wide,
    }
    return sheet(workspace, "grupo-grafica", "grafica", content, {})
