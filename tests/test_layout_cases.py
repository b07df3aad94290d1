"""Bodies in `tests/cases/layout/` to frames: whole dumps of all pages, compared with `tests/ref/`."""

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
    paper = case.startswith(("paper/", "flow/"))
    scene = tiny.scene(body, format="sheet" if paper else "card")
    assert list(overflow(scene)) == []
    same(case, "\n---\n".join(dump(page.frame) for page in scene.pages))
