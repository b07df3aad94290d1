"""Bodies in `tests/cases/layout/` to frames: whole dumps, compared with `tests/ref/`."""

from pathlib import Path

import pytest
import yaml

from dump import dump
from infogen.checks.overflow import overflow

FOLDER = Path(__file__).parent / "cases" / "layout"
CASES = {
    f"{path.stem}/{name}": body
    for path in sorted(FOLDER.glob("*.yaml"))
    for name, body in yaml.safe_load(path.read_text("utf-8")).items()
}


@pytest.mark.parametrize("case", CASES)
def test_a_body_becomes_these_frames(case, tiny, same):
    body = yaml.safe_dump(CASES[case], allow_unicode=True, sort_keys=False)
    scene = tiny.scene(body, format="sheet" if case.startswith("paper/") else "card")
    assert list(overflow(scene)) == []
    same(case, dump(scene.pages[0].frame))
