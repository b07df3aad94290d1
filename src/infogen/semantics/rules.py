"""The rules by which a scene is read: which frames are text, what labels an item, what a running
header repeats, at which level a heading is. `tree` follows them, and all else takes its tree.
"""

import re

from infogen.scene import COUNTER, Frame, Role, Scene, Text, frames_in, texts_in

LEVELS: dict[Role | None, int] = {"title": 1, "heading": 2, "subheading": 3}
"""The level that a heading asks for by its role."""

_LABEL = re.compile(r"\s*(?:\d{1,3}[.)°ºª]?|[A-Za-z][.)]|[•‣▪●◦–—-])\s*")


def is_label(text: str) -> bool:
    """True if a text is the number, the letter or the bullet of a list item."""
    return _LABEL.fullmatch(text) is not None


def sets_text(frame: Frame) -> bool:
    """True if the frame holds text itself, as runs or as lines of runs."""
    return frame.kind != "line" and any(
        isinstance(placed.item, Text)
        or (isinstance(placed.item, Frame) and placed.item.kind == "line")
        for placed in frame.items
    )


def is_titled(scene: Scene) -> bool:
    """True if a scene has a title, which heads everything else."""
    return any(True for _title in scene.frames("title"))


class RepeatedTexts:
    """The texts of running headers and footers that an earlier page has said: they are read once,
    and then are an artifact (ISO 14289-1, 7.8). Counted figures do not make them new.
    """

    def __init__(self) -> None:
        self._told: dict[str, int] = {}
        self._again: set[Frame] = set()

    def note(self, running: Frame, page: int) -> None:
        """Note what a running header or footer of a page says."""
        for frame in filter(sets_text, frames_in(running)):
            if self._told.setdefault(_uncounted(frame), page) < page:
                self._again.add(frame)

    def __contains__(self, frame: Frame) -> bool:
        return frame in self._again


class Headings:
    """The levels of the headings of a document, in their order. `titled`: one of them is its title.

    No level is skipped, and one heading at most is of level 1: the title, or else the first. In the
    items of a list headings are below that which the list stands under.
    """

    def __init__(self, titled: bool) -> None:
        self._titled = titled
        self._level = 0
        self._outer = 0

    def level(self, role: Role | None, *, listed: bool) -> int | None:
        """The level of the next heading; None where it is a paragraph, because it stands before
        the title. `listed`: it is in an item of a list.
        """
        wanted = LEVELS[role]
        if wanted > 1 and self._titled and not self._level:
            return None
        if listed:
            wanted = max(wanted, self._outer + 1)
        least = 2 if self._level else 1
        self._level = max(least, min(wanted, self._level + 1))
        if not listed:
            self._outer = self._level
        return self._level


def _uncounted(frame: Frame) -> str:
    """The words in a frame without the figures in them that are counted."""
    out: list[str] = []
    for run in texts_in(frame):
        text = list(run.text)
        for source in run.sources:
            if source.path == COUNTER:
                text[source.start : source.end] = [""] * (source.end - source.start)
        out += text
    return "".join(out)
