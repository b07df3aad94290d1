"""The facts that a scene uses, each with how it stands."""

from datetime import date
from functools import cached_property

from infogen.content import Calendar, Data, Standing, entries_under, find, standing
from infogen.diagnostics import Spot
from infogen.scene import Scene


class Usage:
    """The use that a scene makes of the data, as it stands on a day."""

    def __init__(self, data: Data, scene: Scene, today: date) -> None:
        self.data, self.scene, self.today = data, scene, today

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The standing of each fact of the scene, once, by path. Words are not facts, and calendars
        of past years no longer matter.
        """
        data = self.data
        paths = {path for fact in self.scene.facts for path in entries_under(data, fact.path)}
        found = (standing(data, path) for path in sorted(paths))
        return tuple(
            known for known in found if known is not None and not _past(data, known, self.today)
        )


def _past(data: Data, known: Standing, today: date) -> bool:
    found = find(data, known.path)
    return found is not None and isinstance(found.value, Calendar) and found.value.year < today.year


def spots(scene: Scene, about: str) -> tuple[Spot, ...]:
    """The places on the pages of the innermost blocks that use the fact at a path."""
    return tuple(
        found.spot
        for found in scene.frames()
        if any(
            fact.path == about or fact.path.startswith(f"{about}.") for fact in found.frame.facts
        )
    )
