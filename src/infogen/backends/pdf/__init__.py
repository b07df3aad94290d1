"""A scene to one PDF file with all its pages: tagged, archivable, the same bytes each time.

Paper canvases are in millimetres, screen canvases in pixels of 1/96 inch; here they become points,
and y is flipped. Text is shown glyph by glyph where the scene has it, shapes stay vectors, pictures
keep their transparency.
"""

from typing import assert_never

from msgspec import Struct, field
from reportlab.pdfbase.pdfdoc import PDFArray, PDFObjectReference

from infogen.backends.pdf.document import Document, Stream, dictionary, num
from infogen.backends.pdf.fonts import EmbeddedFont
from infogen.backends.pdf.images import embed
from infogen.backends.pdf.metadata import catalog, information
from infogen.backends.pdf.paint import Colors
from infogen.backends.pdf.shapes import outline, rectangle, squares
from infogen.backends.pdf.structure import Structure
from infogen.backends.pdf.tags import Element, Tags
from infogen.backends.pdf.text import text_object
from infogen.scene import Frame, Image, Modules, Page, Path, Picture, Rect, Scene, Stroke, Text
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import Box
from infogen.scene.units import POINTS_PER_CSS_PX, POINTS_PER_MM
from infogen.semantics.tree import reading

POINTS = {"mm": POINTS_PER_MM, "px": POINTS_PER_CSS_PX}
"""Points to one unit of a canvas."""

_PAINTED = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
"""The operator that ends a path, by whether it is filled and stroked."""


class _Resources(Struct):
    """The fonts and pictures that the pages share."""

    document: Document
    faces: Fonts
    colors: Colors
    fonts: dict[str, EmbeddedFont] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    objects: dict[str, PDFObjectReference] = field(default_factory=dict)

    def font(self, name: str) -> EmbeddedFont:
        """The font of that name, as this document has it."""
        found = self.fonts.get(name)
        if found is None:
            found = self.fonts[name] = EmbeddedFont(
                self.faces.face(name), f"F{len(self.fonts) + 1}"
            )
        return found

    def image(self, picture: Picture) -> str:
        """The resource name of a picture."""
        name = self.images.get(picture.digest)
        if name is None:
            name = self.images[picture.digest] = f"I{len(self.images) + 1}"
            self.objects[name] = self.document.add(embed(picture, self.colors, self.document))
        return name


class _Sheet(Struct):
    """A page being written: its operators, and the graphics state that they leave behind."""

    scale: float
    height: float
    tags: Tags
    resources: _Resources
    operators: list[str] = field(default_factory=list)
    filling: str = ""
    stroking: Stroke | None = None
    setting: tuple[str, float] = ("", 0.0)

    def box(self, frame: Frame, x: float, y: float) -> tuple[float, float, float, float]:
        """A frame's box in points from the lower left corner."""
        k, top = self.scale, self.height - y * self.scale
        return x * k, top - frame.size.height * k, (x + frame.size.width) * k, top

    def fill(self, color: str) -> None:
        """Set the colour that fills."""
        if color != self.filling:
            self.operators.append(self.resources.colors.fill(color))
            self.filling = color

    def stroke(self, stroke: Stroke) -> None:
        """Set the colour, width, cap and dash of lines."""
        if stroke != self.stroking:
            k = self.scale
            dash = " ".join(num(length * k) for length in stroke.dash)
            self.operators.append(
                f"{self.resources.colors.stroke(stroke.color)} {num(stroke.width * k)} w"
                f" {int(stroke.cap == 'round')} J [{dash}] 0 d"
            )
            self.stroking = stroke


def render(scene: Scene) -> bytes:
    """The file. Raises `Failure` for a glyph that a font does not have."""
    document = Document()
    scale = POINTS[scene.canvas.unit]
    resources = _Resources(document, scene.fonts, Colors(scene.press))
    tags = Tags(Element("Document", None, scene.lang), reading(scene))
    contents = [_page(page, scene, tags, resources) for page in scene.pages]
    parent, above = document.reserve()
    boxes = _boxes(scene, scale)
    numbered = [document.reserve() for _content in contents]
    structure = Structure(tags, document, [reference for _raw, reference in numbered])
    for font in resources.fonts.values():
        document.fonts[font.name] = font.write(document)
    shared = document.add(
        dictionary(Font=document.add(document.fonts), XObject=dictionary(**resources.objects))
    )
    for index, content in enumerate(contents):
        page = dictionary(
            Type="/Page",
            Parent=above,
            **boxes,
            Resources=shared,
            Contents=document.add(Stream(content)),
        )
        if scene.press is None:
            page["StructParents"], page["Tabs"] = index, "/S"
        if structure.annotations[index]:
            page["Annots"] = PDFArray(structure.annotations[index])
        numbered[index][0].body = page.format(document).decode("ascii")
    kids = " ".join(reference for _raw, reference in numbered)
    parent.body = f"<</Type/Pages/Kids[{kids}]/Count {len(numbered)}>>"
    root = catalog(scene, document, above, structure)
    return document.write(root, information(scene, document))


def _boxes(scene: Scene, scale: float) -> dict[str, str]:
    """The boxes of all pages (ISO 32000-1, 14.11.2): the sheet, the finished page, its bleed."""
    sheet = Box(0.0, 0.0, scene.canvas.width, scene.canvas.height)
    trim = (scene.press and scene.press.trim) or sheet
    bleed = scene.press.bleed if scene.press else 0.0
    around = Box(trim.x - bleed, trim.y - bleed, trim.width + 2 * bleed, trim.height + 2 * bleed)

    def written(box: Box) -> str:
        low, high = sheet.height - box.bottom, sheet.height - box.y
        return f"[{' '.join(num(side * scale) for side in (box.x, low, box.right, high))}]"

    return {
        "MediaBox": written(sheet),
        "CropBox": written(sheet),
        "BleedBox": written(around),
        "TrimBox": written(trim),
    }


def _page(page: Page, scene: Scene, tags: Tags, resources: _Resources) -> bytes:
    """The operators of a page; joins are round throughout."""
    canvas, scale = scene.canvas, POINTS[scene.canvas.unit]
    sheet = _Sheet(scale, canvas.height * scale, tags, resources)
    sheet.operators.append("1 j")
    tags.page(sheet.operators)
    tags.mark()
    _rect(Rect(canvas.width, canvas.height, page.ground), 0.0, 0.0, sheet)
    _frame(page.frame, 0.0, 0.0, sheet)
    tags.close()
    return "\n".join(sheet.operators).encode("ascii")


def _frame(frame: Frame, x: float, y: float, sheet: _Sheet) -> None:
    tags = sheet.tags
    before = tags.enter(frame, sheet.box(frame, x, y))
    for placed in frame.items:
        item, left, top = placed.item, x + placed.x, y + placed.y
        if isinstance(item, Frame):
            _frame(item, left, top, sheet)
            continue
        tags.mark(item.text if isinstance(item, Text) else None)
        match item:
            case Text():
                _text(item, left, top, sheet)
            case Rect():
                _rect(item, left, top, sheet)
            case Path():
                _path(item, left, top, sheet)
            case Image():
                _image(item, left, top, sheet)
            case Modules():
                _modules(item, left, top, sheet)
            case _:
                assert_never(item)
    tags.leave(before)


def _text(text: Text, x: float, y: float, sheet: _Sheet) -> None:
    font, size = sheet.resources.font(text.font), text.size * sheet.scale
    shown = font.show(text, size)
    sheet.fill(text.color)
    setting = (font.name, size) if sheet.setting != (font.name, size) else None
    sheet.setting = font.name, size
    place = x * sheet.scale, sheet.height - y * sheet.scale
    sheet.operators.append(text_object(shown, place, setting))


def _rect(rect: Rect, x: float, y: float, sheet: _Sheet) -> None:
    k = sheet.scale
    left, low = x * k, sheet.height - (y + rect.height) * k
    width, height, radius = rect.width * k, rect.height * k, rect.radius * k
    if rect.fill:
        sheet.fill(rect.fill)
        sheet.operators.append(rectangle(Box(left, low, width, height), radius) + " f")
    if rect.border:
        line = rect.border.width * k
        inner = Box(left + line / 2, low + line / 2, width - line, height - line)
        sheet.stroke(rect.border)
        sheet.operators.append(rectangle(inner, radius - line / 2) + " S")


def _path(path: Path, x: float, y: float, sheet: _Sheet) -> None:
    if path.fill:
        sheet.fill(path.fill)
    if path.stroke:
        sheet.stroke(path.stroke)
    k = sheet.scale
    shape = outline(path.commands, k, x * k, sheet.height - y * k)
    sheet.operators.append(f"{shape} {_PAINTED[bool(path.fill), bool(path.stroke)]}")


def _image(image: Image, x: float, y: float, sheet: _Sheet) -> None:
    k, box = sheet.scale, Box(x, y, image.width, image.height)
    name = sheet.resources.image(image.picture)
    size, place = (box.width * k, box.height * k), (x * k, sheet.height - box.bottom * k)
    matrix = f"{num(size[0])} 0 0 {num(size[1])} {num(place[0])} {num(place[1])}"
    sheet.operators.append(f"q {matrix} cm /{name} Do Q")


def _modules(modules: Modules, x: float, y: float, sheet: _Sheet) -> None:
    sheet.fill(modules.color)
    k = sheet.scale
    side = num(modules.module * k)
    matrix = f"{side} 0 0 -{side} {num(x * k)} {num(sheet.height - y * k)}"
    sheet.operators.append(f"q {matrix} cm\n{squares(modules.rows)} f Q")
