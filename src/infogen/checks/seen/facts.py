"""The facts that a scene uses, each with how it stands."""

from datetime import date

from infogen.content import Calendar, Data, Standing, entries_under, find, standing
from infogen.diagnostics import Spot
from infogen.scene import Frame, Scene, walk


def used(data: Data, scene: Scene, today: date) -> list[Standing]:
    """How the facts of a scene stand, each once, by path; words are no facts, and calendars of past
    years no longer matter.
    """
    paths = {path for fact in scene.facts for path in entries_under(data, fact.path)}
    found = (standing(data, path) for path in sorted(paths))
    return [known for known in found if known is not None and not _past(data, known, today)]


def _past(data: Data, known: Standing, today: date) -> bool:
    found = find(data, known.path)
    return found is not None and isinstance(found.value, Calendar) and found.value.year < today.year


def spots(scene: Scene, about: str) -> tuple[Spot, ...]:
    """Where on the pages what stands at a path is used: the innermost blocks that do."""
    found = []
    for number, page in enumerate(scene.pages):
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame) and any(
                fact.path == about or fact.path.startswith(f"{about}.") for fact in item.facts
            ):
                found.append(Spot(number, (x, y, x + item.size.width, y + item.size.height)))
    return tuple(found)
