"""What a scene says, to compare with what others read in its files."""

import re
from collections.abc import Iterator

from infogen.scene import Frame, Page, Scene, Text


def paragraphs(scene: Scene, decoration: bool = False, once: bool = False) -> list[str]:
    """The text of each frame that holds lines, in reading order; with decoration, or without.

    `once` leaves out what a running header or footer says again on a later page. Where a line ends
    in the middle of a word without a hyphen, as an address may, there is a break.
    """
    told: set[str] = set()
    found: list[str] = []
    for page in scene.pages:
        running: set[str] = set()
        for text, runs in _of_page(page, decoration):
            key = re.sub(r"\d+", "", text)
            if not (once and runs and key in told):
                found.append(text)
            if runs:
                running.add(key)
        told |= running
    return found


def squeezed(text: str) -> str:
    """Without spaces, and without hyphens that readers take for soft ones."""
    return re.sub(r"\s+", "", text.replace("\u00ad", "").replace("\ufffe", ""))


def words(text: str) -> list[str]:
    """Words as they are searched for: one that was hyphenated is whole."""
    return re.sub("[\u00ad\ufffe]\\s*", "", text).split()


def _of_page(page: Page, decoration: bool) -> Iterator[tuple[str, bool]]:
    """Each text, and whether it is in a running header or footer."""

    def visit(frame: Frame, runs: bool) -> Iterator[tuple[str, bool]]:
        runs = runs or frame.meaning.role == "running"
        if frame.meaning.role == "artifact" and not decoration:
            return
        lines = [p.item for p in frame.items if isinstance(p.item, Frame) and p.item.kind == "line"]
        if lines:
            yield _joined([_run(line) for line in lines]), runs
            return
        for placed in frame.items:
            if isinstance(placed.item, Frame):
                yield from visit(placed.item, runs)
            elif isinstance(placed.item, Text):
                yield placed.item.text, runs

    return visit(page.frame, False)


def _joined(lines: list[str]) -> str:
    return "".join(
        line if line.endswith((" ", "\u00ad")) or i == len(lines) - 1 else line + "\n"
        for i, line in enumerate(lines)
    )


def _run(frame: Frame) -> str:
    return "".join(
        p.item.text if isinstance(p.item, Text) else _run(p.item)
        for p in frame.items
        if isinstance(p.item, Text | Frame)
    )
