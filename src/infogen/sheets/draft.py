"""A draft says so across each page: what is wrong with it may be looked at, and not be posted."""

from msgspec.structs import replace

from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.blocks.seal import Seal
from infogen.content import Slot, find
from infogen.scene import Frame, Page, Path, Placed, Scene, Stroke
from infogen.scene.geometry import Region
from infogen.typesetting.phrase import Phrase
from infogen.workspace import Workspace

WORDS = "copy.comun.borrador"
LINE, HALO = 1 / 160, 1 / 70
"""The outline of the letters and the light around it, as parts of the sheet's short side: what
lies below can be read between them.
"""


def as_draft(workspace: Workspace, scene: Scene) -> Scene:
    """The scene with the word across each page."""
    canvas = scene.canvas
    env = Env(
        theme=workspace.themes[scene.theme],
        fonts=scene.fonts,
        canvas=canvas,
        families=(canvas.family,),
        type_unit=1.0,
        lang=scene.lang,
    )
    found = find(workspace.data, WORDS)
    slot = found.value if found is not None else None
    said = (slot.long, slot.short) if isinstance(slot, Slot) else ("BORRADOR",) * 2
    seal = Seal(kind="seal", text=tuple(map(Phrase, said)), style="display", color="path", most=0.5)
    laid = seal.layout(Region(canvas.width, canvas.height), env)
    side = min(canvas.width, canvas.height)
    letters = tuple(_outlined(laid, side, env.color("white")))
    over = Frame(laid.size, letters, laid.meaning, kind="seal")
    pages = tuple(
        Page(replace(page.frame, items=(*page.frame.items, Placed(0.0, 0.0, over))), page.ground)
        for page in scene.pages
    )
    words = ". ".join(filter(None, (said[0], scene.twin.seal)))
    return replace(scene, pages=pages, twin=replace(scene.twin, seal=words))


def _outlined(laid: Fragment, side: float, white: str) -> list[Placed[Path]]:
    """The letters as lines, on light ones that keep them apart from any ground."""
    letters = [(p, p.item) for p in laid.items if isinstance(p.item, Path) and p.item.fill]
    return [
        Placed(
            placed.x,
            placed.y,
            Path(letter.commands, stroke=Stroke(color, width * side, "round")),
        )
        for color, width in ((white, HALO), (None, LINE))
        for placed, letter in letters
        for color in (color or letter.fill,)
        if color is not None
    ]
