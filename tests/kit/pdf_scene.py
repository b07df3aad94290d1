"""A small guide of two pages, built by hand: each role and each kind of ink once."""

import hashlib

import qrcode

from infogen.scene import (
    Canvas,
    Frame,
    Image,
    Ink,
    Meaning,
    Modules,
    Page,
    Picture,
    Placed,
    Rect,
    Role,
    Scene,
    Stroke,
    Text,
)
from infogen.scene import Path as Outline
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import Size
from kit import places

FONTS = Fonts(places.FONTS)
ADDRESS = "https://www.saimex.org.mx/saimex/ciudadano/login.page"
QR_ALT = "Código QR de la dirección de SAIMEX"

LETTER = Canvas(
    id="letter",
    family="paper",
    unit="mm",
    width=215.9,
    height=279.4,
    density=150 / 25.4,
    bleed=3.0,
    margin=15.0,
)
POST = Canvas(id="portrait", family="screen", unit="px", width=1080, height=1350, density=1.0)

MM = 25.4 / 72
"""Millimetres to a point."""


def run(
    text: str,
    size: float,
    font: str = "atkinson-text",
    color: str = "#1A1A1A",
    fonts: Fonts = FONTS,
) -> Text:
    """One shaped run; a final soft hyphen is drawn as a hyphen."""
    face = fonts.face(font)
    shaped = face.shape(text[:-1] + "-" if text.endswith("\u00ad") else text)
    unit, pen, xs = size / face.upem, 0, []
    for advance, offset in zip(shaped.advances, shaped.x_offsets, strict=True):
        xs.append((pen + offset) * unit)
        pen += advance
    ys = tuple(-y * unit for y in shaped.y_offsets)
    return Text(
        text=text,
        font=font,
        size=size,
        color=color,
        glyphs=shaped.glyphs,
        xs=tuple(xs),
        ys=ys,
        clusters=shaped.clusters,
        width=pen * unit,
    )


def words(
    *lines: str, role: Role | None = "paragraph", size: float = 11 * MM, **more: str
) -> Frame:
    """A frame of lines, as the text block makes it."""
    font = more.pop("font", "atkinson-text")
    items = []
    for i, line in enumerate(lines):
        text = run(line, size, font)
        box = Size(text.width, size)
        items.append(Placed(0, i * size * 1.4, Frame(box, (Placed(0, size, text),), kind="line")))
    size_of = Size(max(p.item.size.width for p in items), size * 1.4 * len(lines))
    return Frame(size_of, tuple(items), meaning=Meaning(role=role, **more))


def box(*items: tuple[float, float, Frame | Ink], role: Role | None = None, **more: str) -> Frame:
    """A frame of things at places."""
    return Frame(
        Size(100, 20), tuple(Placed(*item) for item in items), meaning=Meaning(role=role, **more)
    )


def picture() -> Image:
    """A translucent gradient."""
    pixels = bytes(
        v for y in range(8) for x in range(8) for v in (32 * x, 32 * y, 128, 16 * (x + y))
    )
    return Image(8, 8, Picture(8, 8, "RGBA", pixels, hashlib.sha256(pixels).hexdigest()))


def code(side: float) -> Frame:
    """A QR code with its quiet zone."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    made.add_data(ADDRESS)
    made.make(fit=True)
    rows = tuple(tuple(map(bool, row)) for row in made.get_matrix())
    module = side / (len(rows) + 8)
    ground = Rect(side, side, "#FFFFFF")
    squares = Modules(rows, module, "#000000")
    items = Placed(0, 0, ground), Placed(4 * module, 4 * module, squares)
    return Frame(
        Size(side, side),
        items,
        meaning=Meaning(role="qr", alt=QR_ALT, href=ADDRESS),
    )


def linked_line() -> Frame:
    """A paragraph with a link in it."""
    size = 11 * MM
    before, link, after = run("Más en ", size), run("saimex.org.mx", size), run(".", size)
    inner = Frame(
        Size(link.width, size),
        (Placed(0, size, link),),
        meaning=Meaning(role="link", href=ADDRESS),
    )
    end = before.width + link.width
    items = Placed(0, size, before), Placed(before.width, 0, inner), Placed(end, size, after)
    line = Frame(Size(end + after.width, size), items, kind="line")
    return Frame(line.size, (Placed(0, 0, line),), meaning=Meaning(role="paragraph"))


def steps() -> Frame:
    """A numbered list; the second item is a text frame itself."""
    item = box(
        (0, 0, Rect(6, 6, "#FBC02D", radius=3)),
        (2, 0, words("1", role="paragraph")),
        (10, 0, words("Presenta tu solicitud.")),
        role="item",
    )
    return box((0, 0, item), (0, 8, words("Espera la respuesta.", role="item")), role="list")


def terms() -> Frame:
    """A table of two columns with a row of heads."""
    rows = [
        box((0, 0, words("Plazo", role="head")), (40, 0, words("Días", role="head")), role="row"),
        box((0, 0, words("Respuesta", role="head")), (40, 0, words("15", role="cell")), role="row"),
        box((0, 0, words("Prórroga", role="cell")), (40, 0, box(role="cell")), role="row"),
    ]
    rule = Outline((("M", 0, 0), ("L", 80, 0)), None, Stroke("#888888", 0.2, "round", (1, 1)))
    items = [(0.0, 8.0 * i, row) for i, row in enumerate(rows)]
    return box((0, 7, rule), *items, role="table")


def drawing() -> Frame:
    """A figure of a filled and stroked path and a word, which its alternative text replaces."""
    arrow = (("M", 0.0, 0.0), ("L", 10.0, 5.0), ("C", 8.0, 8.0, 4.0, 8.0, 0.0, 10.0), ("Z",))
    shape = Outline(arrow, "#006847", Stroke("#000000", 0.4))
    return box(
        (0, 0, shape), (12, 0, words("Figura")), role="figure", alt="Flecha hacia la derecha"
    )


def guide(lang: str = "es-MX", canvas: Canvas = LETTER) -> Scene:
    """The scene."""
    frame = Rect(60, 12, "#F2F5FF", 2, Stroke("#223366", 0.5))
    first = box(
        (-3, -3, Rect(222, 40, "#DDE8DD")),
        (15, 15, words("Pide información pública", role="title", font="bricolage-title")),
        (
            15,
            30,
            words("La oficina filtró un ", "aviso difícil y efi\u00ad", "caz sobre a\u0331 y ꞌu."),
        ),
        (15, 60, words("Pasos", role="heading")),
        (15, 70, steps()),
        (15, 95, words("Plazos", role="subheading")),
        (15, 105, terms()),
        (15, 135, linked_line()),
        (150, 60, code(35)),
        (15, 150, drawing()),
        (15, 170, frame),
        (20, 172, picture()),
        (15, 200, words("Wash your hands.", lang="en")),
        (15, 260, words("Página 1 de 2", role="artifact")),
    )
    second = box(
        (15, 15, words("Si no responden", role="title", font="bricolage-title")),
        (15, 30, words("Interpón un recurso.", role=None)),
    )
    pages = Page(first, "#FFFFFF"), Page(second, "#FAF7F0")
    return Scene(
        piece="guia",
        title="Guía: pide información",
        subject="Acceso a la información en el Estado de México",
        author="Ayuntamiento de Ocoyoacac",
        lang=lang,
        alt="",
        canvas=canvas,
        theme="claro",
        variant=None,
        fonts=FONTS,
        pages=pages,
    )
