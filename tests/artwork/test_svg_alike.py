"""Drawings as programs export them: drawn as a browser draws them, or refused with a reason."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from infogen.artwork.pictures import load_picture
from infogen.diagnostics import Diagnostic, Failure, Span
from kit.browser import shown
from kit.tiles import worst_tile

SPAN = Span("layouts/guia.yaml", 7, 5)
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
)
BOX = 'viewBox="0 0 100 100"'
RECT = 'x="20" y="20" width="60" height="60"'
GRADIENT = (
    '<linearGradient id="g" x1="0" x2="1"><stop offset="0" stop-color="#0055AA"/>'
    '<stop offset="100%" style="stop-color:rgb(240,180,0);stop-opacity:.8"/></linearGradient>'
)

ALIKE = {
    # the programs, each in its manner
    "inkscape": (
        '<sodipodi:namedview pagecolor="#fff"><inkscape:grid/></sodipodi:namedview><metadata><x/>'
        f'</metadata><defs>{GRADIENT}<radialGradient id="r" xlink:href="#g" cx="40" cy="40" r="40"'
        ' gradientUnits="userSpaceOnUse" gradientTransform="matrix(1 .2 -.1 1 3 0)"/><filter'
        ' id="f" x="-.2" y="-.2" width="1.4" height="1.4" style="color-interpolation-filters:sRGB">'
        '<feGaussianBlur stdDeviation="3"/></filter></defs><g inkscape:label="Capa"'
        ' inkscape:groupmode="layer" style="display:inline;opacity:.9" transform="translate(5,5)">'
        '<path style="fill:url(#r);stroke:#222;stroke-width:2.5;stroke-linecap:round;marker:none;'
        "stroke-miterlimit:4;stroke-dasharray:none;-inkscape-stroke:none;vector-effect:none;"
        'font-variation-settings:normal;paint-order:normal;mix-blend-mode:normal" d="m 10,10 c'
        ' 20,-10 40,0 60,10 l -5,50 -50,5 z" sodipodi:nodetypes="cccc"/><circle r="12" cx="60"'
        ' cy="60" style="fill:#c00;filter:url(#f)"/></g>'
    ),
    "illustrator": (
        "<defs><style>.cls-1{fill:#1d71b8;}.cls-2,.cls-3{fill:none;stroke:#e30613;stroke-width:4px;"
        "stroke-miterlimit:10}.cls-3{stroke-dasharray:12 4}.cls-4{isolation:isolate}"
        ".cls-5{mix-blend-mode:multiply;fill:#ffed00}.st0{clip-path:url(#SVGID_2_)}</style>"
        '<clipPath id="SVGID_2_"><rect x="10" y="10" width="70" height="70"/></clipPath></defs>'
        '<g class="cls-4"><g class="st0"><circle class="cls-1" cx="30" cy="40" r="30"/></g><circle'
        ' class="cls-5" cx="60" cy="45" r="25"/><polyline class="cls-2" points="5 95 50 70 95 95"/>'
        '<line class="cls-3" x1="5" y1="5" x2="95" y2="5"/></g>'
    ),
    "figma": (
        '<g clip-path="url(#clip0_1_2)" filter="url(#filter0_d_1_2)"><mask id="mask0_1_2"'
        ' style="mask-type:luminance" maskUnits="userSpaceOnUse" x="10" y="10" width="80"'
        ' height="80"><path d="M90 10H10V90H90V10Z" fill="white"/><circle cx="50" cy="50" r="15"'
        ' fill="black"/></mask><g mask="url(#mask0_1_2)"><rect x="14" y="14" width="72" height="72"'
        ' rx="12" fill="#6C5CE7" fill-opacity="0.8"/></g></g><defs><clipPath id="clip0_1_2"><rect'
        ' width="100" height="100" fill="white"/></clipPath><filter id="filter0_d_1_2" x="0" y="0"'
        ' width="100" height="100" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">'
        '<feFlood flood-opacity="0" result="BackgroundImageFix"/><feColorMatrix in="SourceAlpha"'
        ' type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/>'
        '<feOffset dy="4"/><feGaussianBlur stdDeviation="2"/><feComposite in2="hardAlpha"'
        ' operator="out"/><feColorMatrix type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0'
        ' .5 0"/><feBlend mode="normal" in2="BackgroundImageFix" result="effect1"/><feBlend'
        ' mode="normal" in="SourceGraphic" in2="effect1" result="shape"/></filter></defs>'
    ),
    "sketch": (
        '<title>Logo</title><desc>Created with Sketch.</desc><defs><circle id="path-1" cx="50"'
        ' cy="50" r="30"/></defs><g id="Page-1" stroke="none" stroke-width="1" fill="none"'
        ' fill-rule="evenodd"><mask id="mask-2" fill="white"><use xlink:href="#path-1"/></mask><use'
        ' fill="#D8D8D8" xlink:href="#path-1"/><rect fill="#4A90E2" mask="url(#mask-2)" x="20"'
        ' y="50" width="60" height="40"/></g>'
    ),
    "icon-font": (
        '<path d="M10 90L50 10l40 80a9 9 0 01-9 5H19a9 9 0 01-9-5z" p-id="2" fill="currentColor"/>'
        '<path d="M45 40h10v25H45z" fill="#fff" t="160" data-spm="x" aria-hidden="true"/>'
    ),
    "coreldraw": (
        '<defs><style type="text/css"><![CDATA[.fil0{fill:#00AEEF;fill-rule:nonzero}'
        "@font-face{font-family:X;src:url('x.ttf')}]]></style></defs><g><path class='fil0' d='M50"
        " 5 95 95 5 95Z'/></g>"
    ),
    "affinity": (
        '<g id="Capa" style="fill-rule:evenodd;clip-rule:evenodd;stroke-linejoin:round" transform='
        '"matrix(.5,0,0,.5,10,10)"><g><clipPath id="_c"><path d="M0 0h160v160H0zM40 40h80v80H40z"'
        ' clip-rule="evenodd"/></clipPath><g clip-path="url(#_c)"><rect width="160" height="160"'
        ' style="fill:rgb(0,120,90)"/></g></g></g>'
    ),
    # properties, in attributes and in styles
    "mask-in-group": (
        '<g transform="translate(20 10)"><mask id="m"><circle cx="30" cy="40" r="28" fill="#fff"/>'
        '</mask><circle cx="30" cy="40" r="40" fill="#C00" mask="url(#m)"/></g>'
    ),
    "pattern": (
        '<pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform='
        '"rotate(30)"><path d="M0 0h4v8H0z" fill="#060"/></pattern>'
        f'<rect {RECT} fill="url(#p)" stroke="#000"/>'
    ),
    "blend": f'<rect {RECT} fill="#f80"/><circle cx="70" cy="70" r="25" fill="#08f"'
    ' style="mix-blend-mode:difference"/>',
    "no-attribute": f'<rect {RECT} fill="#f80"/><circle cx="70" cy="70" r="25" fill="#08f"'
    ' mix-blend-mode="difference"/>',
    "hsl": f'<rect {RECT} fill="hsl(120 100% 25%)"/>',
    "hex-with-alpha": f'<rect {RECT} fill="#f008"/><path d="M0 0h50v50z" fill="#00f80"/>'.replace(
        "#00f80", "#00ff0080"
    ),
    "rgb-modern": f'<rect {RECT} style="fill:rgb(255 0 0 / 40%)"/>',
    "opacity-of-use": f'<defs><g id="a"><rect {RECT}/><circle cx="75" cy="75" r="20" fill="red"/>'
    '</g></defs><use href="#a" opacity=".5"/>',
    "opacity-by-escape": rf'<style>rect{{op\61 city:.25}}</style><rect {RECT}/>',
    "paint-order": f'<rect {RECT} fill="gold" stroke="navy" stroke-width="20"'
    ' style="paint-order:stroke"/>',
    "transform-in-style": f'<rect {RECT} style="transform:rotate(45deg);transform-origin:50px 50px"'
    ' fill="teal"/>',
    "transform-at-centre": f'<rect {RECT} style="transform:rotate(.1turn) scale(.5);'
    'transform-origin:center" fill="teal"/>',
    "important": f"<style>#a{{fill:red}}rect{{fill:green!important}}</style><rect id='a' {RECT}"
    ' style="fill:blue"/>',
    "selectors": f"<style>g>rect:first-child{{fill:red}}[data-x='1']{{fill:blue}}g:not(.b) rect"
    f'{{stroke:#000;stroke-width:6}}</style><g><rect {RECT}/><rect width="30" height="30"'
    ' data-x="1"/></g>',
    "ellipse-auto": '<ellipse cx="50" cy="50" rx="30" fill="purple"/>',
    "nested-svg": '<svg x="20" y="20" width="50" height="50" viewBox="0 0 10 20"><rect width="10"'
    ' height="20" fill="brown"/></svg>',
    "symbol": '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></symbol><use'
    ' href="#s" x="10" y="10" width="30" height="30" fill="red"/><use href="#s" x="50" y="50"'
    ' width="40" height="40" fill="blue"/>',
    "markers": '<marker id="e" markerWidth="6" markerHeight="6" refX="3" refY="3" orient="auto">'
    '<path d="M0 0L6 3L0 6z"/></marker><path d="M10 80L50 20L90 80" fill="none" stroke="#c00"'
    ' stroke-width="3" marker-end="url(#e)" marker-mid="url(#e)"/>',
    "blur-and-shadow": '<filter id="f" x="-30%" y="-30%" width="160%" height="160%"><feDropShadow'
    f' dx="5" dy="5" stdDeviation="3" flood-color="#00f" flood-opacity=".6"/></filter><rect {RECT}'
    ' fill="gold" filter="url(#f)"/>',
    "clip-of-clip": '<clipPath id="a"><rect width="60" height="60"/></clipPath><clipPath id="b"'
    ' clip-path="url(#a)"><circle cx="50" cy="50" r="40"/></clipPath><rect width="100"'
    ' height="100" fill="olive" clip-path="url(#b)"/>',
    "dashes": '<path d="M10 20H90M10 50H90M10 80H90" stroke="#000" stroke-width="8"'
    ' stroke-linecap="round" stroke-dasharray="0 14" stroke-dashoffset="3"/>',
    "missing-parts": f'<rect {RECT} fill="url(#none) green" clip-path="url(#none)" filter="url(#no)'
    '"/><use href="#none"/>',
    "same-id-twice": f'{GRADIENT}<linearGradient id="g"/><rect {RECT} fill="url(#g)"/>',
    "odd-names": '<linearGradient id="a bé"><stop stop-color="red"/></linearGradient><rect'
    f" {RECT} fill=\"url('#a bé')\"/>",
}  # fmt: skip

REFUSED = {
    "var": (f'<rect {RECT} style="--c:red;fill:var(--c)"/>', "fill"),
    "wide-gamut": (f'<rect {RECT} style="fill:red;fill:color(display-p3 1 0 0)"/>', "fill"),
    "lab": (f'<rect {RECT} fill="lab(50% 40 59)"/>', "fill"),
    "filter-function": (f'<rect {RECT} style="filter:blur(4px)"/>', "filter"),
    "filter-functions": (f'<rect {RECT} filter="grayscale(1) sepia(.5)"/>', "filter"),
    "vector-effect": (f'<rect {RECT} vector-effect="non-scaling-stroke"/>', "vector-effect"),
    "clip-shape": (f'<rect {RECT} style="clip-path:circle(20px)"/>', "clip-path"),
    "geometry-in-style": (f'<rect {RECT} style="width:10px"/>', "width"),
    "path-in-style": ("<path style=\"d:path('M0 0h9v9z')\"/>", "d"),
    "single-transform": (f'<rect {RECT} style="rotate:45deg"/>', "rotate"),
    "transform-of-box": (f'<rect {RECT} style="transform-box:fill-box"/>', "transform-box"),
    "transform-by-percent": (f'<rect {RECT} style="transform:translate(50%,0)"/>', "transform"),
    "transform-with-unit": (f'<rect {RECT} transform="rotate(45deg)"/>', "transform"),
    "media": (f"<style>@media print{{rect{{fill:red}}}}</style><rect {RECT}/>", "@media"),
    "nested-rule": (f"<style>g{{rect{{fill:red}}}}</style><g><rect {RECT}/></g>", "rect"),
    "animation": (f'<style>rect{{animation:a 1s}}</style><rect {RECT}/>', "animation"),
    "background": ('<g style="background:red"/>', "background"),
    "mask-of-mask": ('<mask id="a"/><mask id="b" mask="url(#a)"/>', "mask"),
    "linear-light": (f'<rect {RECT} color-interpolation="linearRGB"/>', "color-interpolation"),
    "broken-path": ('<path d="M0 0L5"/>', "d"),
    "broken-points": ('<polygon points="0 0 5"/>', "points"),
    "turned-filter": (
        f'<filter id="f"><feOffset dx="9"/></filter><g transform="rotate(9)"><rect {RECT}'
        ' filter="url(#f)"/></g>',
        "filter",
    ),
    "markers-on-a-circle": (
        '<marker id="m"/><g style="marker-start:url(#m)"><circle r="9"/></g>',
        "markers",
    ),
    "light": ('<filter id="f"><feDiffuseLighting/></filter>', "feDiffuseLighting"),
    "conditions": (f'<rect {RECT} systemLanguage="en"/>', "systemLanguage"),
    "length-of-path": ('<path d="M0 0h9" pathLength="2"/>', "pathLength"),
    "units-of-text": ('<rect width="1em" height="1em"/>', "width"),
    "mesh": ("<mesh/>", "mesh"),
    "html": ("<foreignObject/>", "foreignObject"),
    "text": ("<text>Hola</text>", "text"),
    "movement": ('<rect><animate attributeName="x"/></rect>', "animate"),
}  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """The drawings of `ALIKE`, as Chromium shows them."""
    files = {name: (_svg(body), 200, 200) for name, body in ALIKE.items()}
    return shown(tmp_path_factory.mktemp("browser"), files)


@pytest.mark.parametrize("name", ALIKE)
def test_drawn_as_browsers_draw_it(
    tmp_path: Path, name: str, browser: dict[str, Image.Image]
) -> None:
    picture = load_picture(_saved(tmp_path, ALIKE[name]), "art.svg", SPAN, 200)
    ours = Image.new("RGBA", (200, 200), "white")
    ours.alpha_composite(Image.frombytes(picture.mode, (200, 200), picture.pixels).convert("RGBA"))
    assert worst_tile(ours.convert("RGB"), browser[name], 10) < 16


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_element_and_line(tmp_path: Path, name: str) -> None:
    body, named = REFUSED[name]
    (diagnostic,) = _refusal(tmp_path, "\n\n" + body)
    assert diagnostic.code == "undrawn-picture"
    assert diagnostic.message.startswith('"art.svg", line 3: ')
    assert named in diagnostic.message
    assert diagnostic.span == SPAN
    assert "Inkscape" in diagnostic.hint or "PNG" in diagnostic.hint


def test_each_kind_has_what_to_do_in_the_programs(tmp_path: Path) -> None:
    hints = {name: _refusal(tmp_path, REFUSED[name][0])[0].hint for name in REFUSED}
    assert hints["text"] == "Inkscape: Path, Object to Path; Illustrator: Type, Create Outlines"
    assert "Outline Stroke" in hints["vector-effect"]
    assert "Rasterize" in hints["filter-function"]
    assert "Presentation Attributes" in hints["media"]
    assert "without animation" in hints["animation"] == hints["movement"]


def _refusal(folder: Path, body: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(Failure) as caught:
        load_picture(_saved(folder, body), "art.svg", SPAN, 40)
    return caught.value.diagnostics


def _saved(folder: Path, body: str) -> Path:
    path = folder / "art.svg"
    path.write_bytes(_svg(body))
    return path


def _svg(body: str) -> bytes:
    return f"{HEAD} {BOX}>{body}</svg>".encode()


def test_the_pixels_are_the_same_on_every_machine(tmp_path: Path) -> None:
    """Curves, a shadow, a mask and a gradient; the sum changes with the renderer's version alone."""
    sums = []
    for name in ("inkscape", "figma"):
        picture = load_picture(_saved(tmp_path, ALIKE[name]), "art.svg", SPAN, 211)
        sums.append(hashlib.sha256(picture.pixels).hexdigest()[:16])
    assert sums == ["e2939e1cbecd6a1c", "7bce857c55cabfca"]
