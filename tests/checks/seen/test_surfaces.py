"""The pages that checks look at: what is painted where, and who asks."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from infogen.checks import check
from infogen.checks.scene.overlap import overlap
from infogen.checks.seen.drawn_marks import drawn_marks
from infogen.scene import Frame, Page, Path, Placed, Rect, Text, walk
from infogen.scene.geometry import Size
from infogen.scene.shapes import circle
from kit.calls import calls_of


def sheet_of(tiny, items):
    """A scene of one page with these items."""
    scene = tiny.scene("kind: text\nstyle: body\ntext: a")
    return replace(scene, pages=(Page(Frame(Size(400.0, 300.0), items), "#FFFFFF"),))


def lines(tiny, count):
    """So many lines of text from top to bottom, each with a dot beside it that is painted later."""
    scene = tiny.scene("kind: text\nstyle: body\ntext: a")
    text = next(item for _x, _y, item in walk(scene.pages[0].frame) if isinstance(item, Text))
    step = 280.0 / count
    items = []
    for n in range(count):
        block = Frame(
            Size(20.0, step), (Placed(0.0, 0.0, replace(text, size=step / 2)),), kind="text"
        )
        items += [
            Placed(10.0, 10.0 + n * step, block),
            Placed(200.0, 10.0 + n * step, Rect(1, 1, "#000000")),
        ]
    return sheet_of(tiny, tuple(items))


def dots(tiny, count):
    """So many drawings side by side in one frame."""
    ink = Path(circle(1.0, 1.0, 1.0), fill="#000000")
    frames = (
        Placed(n % 50 * 4.0, n // 50 * 4.0, Frame(Size(2.0, 2.0), (Placed(0.0, 0.0, ink),)))
        for n in range(count)
    )
    return sheet_of(tiny, tuple(frames))


@pytest.mark.parametrize(("look", "scene"), [(overlap, lines), (drawn_marks, dots)])
def test_twice_as_much_on_a_page_is_twice_the_work(tiny, look, scene):
    few, many = scene(tiny, 400), scene(tiny, 800)
    assert calls_of(lambda: list(look(many))) < 2.5 * calls_of(lambda: list(look(few)))


def test_scenes_are_checked_in_threads_as_they_are_alone(tiny):
    """Each thread has a scene of its own, while others look at theirs."""
    body = "kind: overlay\nchildren: [{kind: text, style: body, text: uno}, {kind: text, style: body, text: %s}]"
    scenes = [tiny.scene(body % word) for word in ("dos", "tres")]
    alone = [check(replace(scene)) for scene in scenes]
    assert [
        [finding.message for finding in found if finding.code == "overlap"] for found in alone
    ] == [[f'"uno" and "{word}" overlap in "card" (page 1)'] for word in ("dos", "tres")]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda n: check(replace(scenes[n % 2])), range(64)))
    finally:
        sys.setswitchinterval(before)
    assert found == alone * 32
