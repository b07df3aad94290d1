"""Preflight: pieces looked at as a reader and a scanner would, and how much their codes bear."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from infogen.build import make_all
from infogen.build.jobs import Job
from infogen.build.listener import Listener
from infogen.build.make import Outcome
from infogen.checks import check_workspace, clock
from infogen.checks.answers import apply_answers
from infogen.checks.scanning.drawn import Code, DrawnCode
from infogen.checks.scanning.endurance import Endurance, endurance_findings, measure_endurance
from infogen.checks.scanning.readers import has_opencv
from infogen.diagnostics import Diagnostic, join_findings
from infogen.messages import _
from infogen.workspace import Workspace


class ScannedCode(Struct, frozen=True):
    """A code as it is drawn on some pictures, and what it bears."""

    address: str
    size: str
    on_paper: bool
    pictures: tuple[str, ...]
    endurance: Endurance


class Examination(Struct, frozen=True):
    """The findings, their pictures, and how much each code bears. `second_reader` is true if there
    was one.
    """

    findings: tuple[Diagnostic, ...]
    codes: tuple[ScannedCode, ...]
    pictures: Mapping[str, Job]
    second_reader: bool


def examine(
    workspace: Workspace,
    jobs: Sequence[Job],
    listener: Listener,
    *,
    processes: int = 1,
    today: date | None = None,
    whole: bool = False,
) -> Examination:
    """The findings on the scenes, files and codes of the jobs; nothing is written.

    `whole`: the jobs are all that there is, so that the workspace is looked at as a whole, and
    answers to no warning are found too.
    """
    day = today or clock.today()
    with closing(make_all(workspace, jobs, listener, day, workers=processes)) as results:
        made = [replace(one, files=()) for one in results]
    borne = _borne(placed.code for one in made for placed in one.codes)
    findings = join_findings(
        (
            *(finding for one in made for finding in (*one.findings, *_stressed(one, borne))),
            *(check_workspace(workspace) if whole else ()),
        )
    )
    return Examination(
        apply_answers(findings, workspace.data, day, whole=whole),
        tuple(_scanned(made, borne)),
        {one.picture: one.job for one in made if one.picture},
        has_opencv(),
    )


def _borne(codes: Iterable[Code]) -> dict[Code, Endurance]:
    """The endurance of each code, several at a time: the readers release the lock."""
    different = list(dict.fromkeys(codes))
    has_opencv()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(different, pool.map(measure_endurance, different), strict=True))


def _stressed(made: Outcome, borne: Mapping[Code, Endurance]) -> list[Diagnostic]:
    return [
        replace(
            found,
            pieces=(made.job.piece,),
            spots=tuple(replace(spot, picture=made.picture) for spot in found.spots),
        )
        for placed in made.codes
        for found in endurance_findings(placed, borne[placed.code])
    ]


def _scanned(made: Sequence[Outcome], borne: Mapping[Code, Endurance]) -> list[ScannedCode]:
    places: dict[Code, list[tuple[DrawnCode, str]]] = {}
    for one in made:
        for placed in one.codes:
            places.setdefault(placed.code, []).append((placed, one.picture))
    return [
        ScannedCode(
            code.address,
            found[0][0].size,
            code.on_paper,
            tuple(dict.fromkeys(picture for _placed, picture in found)),
            borne[code],
        )
        for code, found in places.items()
    ]


def lone_reader() -> str:
    """That there was no second reader, and how to get it."""
    return _("OpenCV is not installed: one program alone has read the codes (infogen[scan])")


def bears(scale: float | None) -> str:
    """Down to which scale a code was read, in words."""
    return _("not even whole") if scale is None else _("{scale}×").format(scale=f"{scale:g}")
