"""Bodies in `tests/cases/layout/` to frames: whole dumps of all pages, compared with `tests/ref/`."""

import pytest
import yaml

from infogen.checks.scene.overflow import overflow
from infogen.scene import Text, walk
from kit.dump import dump
from kit.places import CASES

FOLDER = CASES / "layout"
CASES = {
    f"{path.stem}/{name}": body
    for path in sorted(FOLDER.glob("*.yaml"))
    for name, body in yaml.safe_load(path.read_text("utf-8")).items()
}


@pytest.mark.parametrize("case", CASES)
def test_a_body_becomes_these_frames(case, tiny, same):
    body = yaml.safe_dump(CASES[case], allow_unicode=True, sort_keys=False)
    paper = case.startswith(("paper/", "flow/"))
    scene = tiny.scene(body, format="sheet" if paper else "card")
    assert list(overflow(scene)) == []
    same(case, "\n---\n".join(dump(page.frame) for page in scene.pages))


def test_placed_blocks_in_turn_keep_their_own_frames(tiny):
    """Each is laid out as a copy that is gone after it: what is remembered of one is not of the
    next.
    """
    children = [{"kind": "column", "width": 400, "height": 300}]
    for n in range(20):
        place = {"x": 10 * n, "y": 20 * n, "by": "start"}
        children.append({"kind": "mark", "size": 10, "place": place})
        children.append({"kind": "text", "style": "body", "text": f"uno {n}", "place": place})
    scene = tiny.scene(yaml.safe_dump({"kind": "overlay", "children": children}))
    said = [i.text for _x, _y, i in walk(scene.pages[0].frame) if isinstance(i, Text)]
    assert said == [f"uno {n}" for n in range(20)]
