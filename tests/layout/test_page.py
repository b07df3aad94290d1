"""A page is finished: what hangs on anchors is drawn, and nothing is left to be laid out."""

from infogen.scene import Path
from kit.tiny import items


def test_a_ribbon_in_a_placed_block_is_drawn(tiny):
    scene = tiny.scene("""\
kind: overlay
children:
  - {kind: column, id: a, width: 50, height: 50}
  - kind: column
    place: {x: a.right, y: a.bottom}
    children:
      - {kind: text, style: body, text: hola, id: t}
      - {kind: ribbon, width: 5, color: ink, path: [{x: t.left, y: t.top}, {y: t.bottom}]}
""")
    [ribbon] = [(x, y, ink) for x, y, ink in items(scene) if isinstance(ink, Path)]
    [text] = [found.box for found in scene.frames() if found.frame.id == "t"]
    assert ribbon[:2] == (0.0, 0.0)
    assert ribbon[2].commands == (("M", text.x, text.y), ("L", text.x, text.bottom))
