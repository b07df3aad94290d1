"""Users' drawings in SVG: how they become pixels, at which density, and which are refused."""

import random
import subprocess
import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from infogen.artwork import svg_drawings, svg_embedded, svg_process
from infogen.artwork.pictures import Extent, load_picture, measure
from infogen.backends.png import draw
from infogen.diagnostics import Failure, Span
from infogen.scene import Image as Picture
from infogen.scene import walk
from kit.tiny import items

SPAN = Span("layouts/guia.yaml", 7, 5)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DISC = '<circle cx="20" cy="10" r="10" fill="#FF0000"/>'


def svg(body: str = DISC, size: str = 'viewBox="0 0 40 20"') -> str:
    """A drawing of some elements."""
    return f"{HEAD} {size}>{body}</svg>"


def saved(folder: Path, text: str | bytes, name: str = "art.svg") -> Path:
    """A file of this text."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refusal(folder: Path, text: str | bytes) -> tuple[str, str]:
    """The code and message of the one error about a drawing, which has a place and a hint."""
    with pytest.raises(Failure) as caught:
        load_picture(saved(folder, text), "art", SPAN, 40)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.span == SPAN
    assert diagnostic.hint
    return diagnostic.code, diagnostic.message


def png(side: int = 2) -> str:
    """A picture as an address."""
    file = BytesIO()
    Image.new("RGB", (side, side), "blue").save(file, "PNG")
    return "data:image/png;base64," + b64encode(file.getvalue()).decode()


def test_a_drawing_is_drawn_as_wide_as_asked(tmp_path: Path) -> None:
    picture = load_picture(saved(tmp_path, svg()), "art.svg", across=400)
    assert (picture.columns, picture.rows, picture.mode) == (400, 200, "RGBA")
    image = Image.frombytes("RGBA", (400, 200), picture.pixels)
    assert image.getpixel((200, 100)) == (255, 0, 0, 255)
    assert image.getpixel((2, 2))[3] == 0
    assert image.getpixel((102, 100))[:3] == (255, 0, 0)


@pytest.mark.parametrize(
    ("size", "extent"),
    [
        ('viewBox="0 0 40 20"', (40, 20)),
        ('width="80" height="40px"', (80, 40)),
        ('width="50.8mm" height="1in"', (192, 96)),
        ('width="80" viewBox="0,0 40 20"', (80, 40)),
        ('height="1e1" viewBox="0 0 40 20"', (20, 10)),
        ('width="100%" height="100%" viewBox="-5 -5 40 20"', (40, 20)),
    ],
)
def test_its_own_size(tmp_path: Path, size: str, extent: tuple[float, float]) -> None:
    found = measure(saved(tmp_path, svg(size=size)), "art.svg")
    assert (found.width, found.height, found.per_inch) == (*map(pytest.approx, extent), 96)


@pytest.mark.parametrize("size", ["", 'viewBox="0 0 0 0"', 'width="nan" height="4"',
                                  'viewBox="a b c d"', 'width="1e99" height="1e99"',
                                  'width="100000" height="1"'])  # fmt: skip
def test_no_size_is_told(tmp_path: Path, size: str) -> None:
    assert refusal(tmp_path, svg(size=size)) == (
        "bad-picture",
        'the drawing "art" does not say how large it is',
    )


@pytest.mark.parametrize("before", ["\ufeff", " \n", '<?xml version="1.0"?>\n',
                                    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
                                    ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'])  # fmt: skip
def test_beginnings_of_files(tmp_path: Path, before: str) -> None:
    assert load_picture(saved(tmp_path, before + svg()), "art.svg").columns == 40


def test_what_is_inside_of_the_file_is_drawn(tmp_path: Path) -> None:
    body = (
        '<style>.a{fill:url(#g)} rect,path{stroke:none}</style><defs><linearGradient id="g">'
        '<stop offset="0" stop-color="#00F"/></linearGradient><g id="d"><rect class="a" width="9"'
        f' height="9"/></g></defs><use xlink:href="#d"/><use href="#d" x="31"/><image x="10" y="10"'
        f' width="4" height="4" xlink:href="{png()}"/><a xlink:href="https://a.mx/">{DISC}</a>'
    )
    picture = load_picture(saved(tmp_path, svg(body)), "art.svg", across=40)
    image = Image.frombytes("RGBA", (40, 20), picture.pixels)
    assert image.getpixel((4, 4)) == image.getpixel((36, 4)) == (0, 0, 255, 255)


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<image width="9" height="9" xlink:href="file:///etc/passwd"/>', "file:///etc/passwd"),
        ('<image width="9" height="9" href="https://a.mx/a.png"/>', "https://a.mx/a.png"),
        ('<image width="9" height="9" href="../secret.png"/>', "../secret.png"),
        ('<use href="other.svg#a"/>', "other.svg#a"),
        ('<rect width="9" height="9" fill="url(http://a.mx/#p)"/>', "http://a.mx/#p"),
        ('<rect width="9" height="9" style="fill:url(&quot;a.svg#p&quot;)"/>', "a.svg#p"),
        ("<style>rect{fill:url('//a.mx/p.svg#p')}</style><rect/>", "//a.mx/p.svg#p"),
        ('<style>@import "https://a.mx/a.css";</style>', "@import"),
        (
            '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
            "data:image/svg+xml;base64,PHN2Zy8+",
        ),
    ],
)
def test_what_reaches_out_of_the_file_is_refused(tmp_path: Path, body: str, address: str) -> None:
    assert refusal(tmp_path, svg(body)) == (
        "unsafe-picture",
        f'the drawing "art" reaches for "{address}", which is outside of its file',
    )


def test_nothing_is_fetched_though_it_were_not_seen(tmp_path: Path) -> None:
    """The stylesheet named before the drawing itself is not even looked for."""
    other = saved(tmp_path, "circle{fill:#0000FF}", "a.css")
    text = f'<?xml-stylesheet href="{other.as_uri()}" type="text/css"?>' + svg()
    picture = load_picture(saved(tmp_path, text), "art.svg", across=40)
    image = Image.frombytes("RGBA", (40, 20), picture.pixels)
    assert image.getpixel((20, 10)) == (255, 0, 0, 255)


@pytest.mark.parametrize("body", [
    '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://a.mx/a.dtd"> %a;]>',
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, body: str, encoding: str) -> None:
    assert refusal(tmp_path, (body + svg()).encode(encoding)) == (
        "unsafe-picture",
        'the drawing "art" defines entities',
    )


def _doubling(link: str, inner: str = "", head: str = "") -> str:
    """Groups that each use the one before twice, twenty times over."""
    groups = [f'<g id="a0">{DISC}</g>']
    for n in range(1, 21):
        twice = "".join(link.format(n - 1) for _ in range(2))
        groups.append(f'<{inner or "g"} id="a{n}">{twice}</{inner or "g"}>')
    return head + "".join(groups) + link.format(20)


@pytest.mark.parametrize(
    "body",
    [
        _doubling('<use href="#a{}"/>'),
        _doubling('<rect width="9" height="9" fill="url(#a{})"/>', "pattern"),
        _doubling(
            '<rect width="9" height="9" class="c{}"/>',
            "pattern",
            "<style>" + "".join(f".c{n}{{fill:url(#a{n})}}" for n in range(21)) + "</style>",
        ),
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
        '<mask id="m"><rect mask="url(#m)" width="9" height="9"/></mask>',
        "<g>" * 200 + "</g>" * 200,
        "<g/>" * 100_001,
        '<mask id="m"/>' + '<rect mask="url(#m)"/>' * 2001,
        "<style>.a{fill:red;opacity:.5}</style>" + '<rect class="a"/>' * 2001,
        "<rect style='opacity:.5'/>" * 2001,
    ],
    ids=[
        "uses",
        "patterns",
        "classes",
        "itself",
        "each-other",
        "mask",
        "depth",
        "number",
        "masks",
        "layers",
        "opacity",
    ],
)
def test_bombs_are_refused(tmp_path: Path, body: str) -> None:
    assert refusal(tmp_path, svg(body)) == (
        "unsafe-picture",
        'the drawing "art" has too many elements, or they use each other without end',
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (svg()[:-9], 'the drawing "art" is damaged or cut short'),
        (svg(f'<image href="{png()[:-30]}AAAA"/>').replace("iVBOR", "iVBAA"),
         'a picture inside the drawing "art" is damaged'),
    ],
)  # fmt: skip
def test_damage_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(tmp_path, text) == ("bad-picture", message)


def test_damage_never_leads_to_a_traceback(tmp_path: Path) -> None:
    chance = random.Random(1)
    good = svg(
        '<style>.a{fill:url(#g)}</style><linearGradient id="g"><stop offset="0"/></linearGradient>'
        '<g transform="scale(1)" opacity=".5"><rect class="a" width="9" height="9"/></g>'
        '<path d="M0 0L5 5C1 1 2 2 3 3Z" stroke="red" stroke-dasharray="1 2"/>'
    ).encode()
    drawn = 0
    for number in range(60):
        data = bytearray(good)
        for _change in range(3):
            data[chance.randrange(100, len(data))] = chance.choice(b'0123456789abc.-"<>=/#%(')
        try:
            load_picture(saved(tmp_path, bytes(data), f"{number}"), "art", SPAN, 40)
            drawn += 1
        except Failure:
            continue
    assert 0 < drawn < 60


def test_many_elements_that_are_quickly_drawn_are_allowed(tmp_path: Path) -> None:
    body = '<g opacity=".5" fill-opacity=".9">' + '<path d="M0 0h9"/>' * 3000 + "</g>"
    assert load_picture(saved(tmp_path, svg(body)), "art", across=40).columns == 40


def test_large_files_and_pictures_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(svg_drawings, "LARGEST_FILE", 1 << 20)
    large = svg(" " * (1 << 20))
    assert refusal(tmp_path, large) == (
        "too-large",
        'the file of the drawing "art" is larger than 1 MiB',
    )
    monkeypatch.setattr(svg_embedded, "MOST_PIXELS", 1_000_000)
    assert refusal(tmp_path, svg(f'<image href="{png(1001)}"/>')) == (
        "too-large",
        'the pictures inside the drawing "art" have more than 1 million pixels',
    )


def test_a_very_large_drawing_is_drawn_less_densely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(svg_drawings, "MOST_PIXELS", 20_000)
    picture = load_picture(saved(tmp_path, svg()), "art.svg", across=4000)
    assert (picture.columns, picture.rows) == (200, 100)


def test_what_reads_drawings_is_imported_only_for_them(tmp_path: Path) -> None:
    art = saved(tmp_path, b"", "art.png")
    Image.new("RGB", (2, 2)).save(art)
    program = (
        "import sys; from pathlib import Path; from infogen.artwork.pictures import load_picture\n"
        "some = {'resvg_py', 'tinycss2', 'cssselect2', 'defusedxml'}\n"
        "load_picture(Path(sys.argv[1]), 'art'); print(sorted(some & set(sys.modules)))\n"
        "load_picture(Path(sys.argv[2]), 'art'); print(sorted(some & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, art, saved(tmp_path, svg())],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split("\n")[:2] == ["[]", "['cssselect2', 'defusedxml', 'tinycss2']"]


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import time; time.sleep(60)", "unsafe-picture"),
        ("import os; os.kill(os.getpid(), 11)", "unsafe-picture"),
        ("while True: pass", "unsafe-picture"),
        ("raise ValueError", "bad-picture"),
        ("print('no picture')", "bad-picture"),
    ],
    ids=["waits", "crashes", "works", "fails", "writes-else"],
)
def test_a_renderer_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, code: str
) -> None:
    """Whatever it does is outside of this process, and ends."""
    other = tmp_path / "other.py"
    other.write_text(
        f"import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n{program}", "utf-8"
    )
    monkeypatch.setattr(svg_process, "__file__", str(other))
    monkeypatch.setattr(svg_drawings, "LONGEST", 2)
    assert refusal(tmp_path, svg(f'{DISC}<rect width="{len(program)}" height="1"/>'))[0] == code


def test_memory_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process may have does not suffice for this."""
    text = Path(svg_process.__file__).read_text("utf-8").replace("2 * 2**30", "100 * 2**20")
    small = tmp_path / "small.py"
    small.write_text(text.replace("    _limit()\n", "    _limit()\n    bytearray(200 * 2**20)\n"))
    monkeypatch.setattr(svg_process, "__file__", str(small))
    assert refusal(tmp_path, svg(DISC + "<g><g/></g>"))[0] == "bad-picture"


@pytest.fixture
def drawn(tiny, tmp_path, monkeypatch):
    """The one image of a body on the card of 400 × 300 px or the sheet of 100 × 80 mm."""
    from msgspec.structs import replace

    saved(tmp_path, svg())
    monkeypatch.setattr(tiny, "_base", replace(tiny._base, folders=(tmp_path,)))

    def made(body: str, format: str):
        scene = tiny.scene(f"kind: picture\nfile: art.svg\nalt: Un disco\n{body}", format=format)
        (image,) = (item for _x, _y, item in items(scene) if isinstance(item, Picture))
        return image, scene

    return made


def test_in_print_a_drawing_has_600_dpi(drawn) -> None:
    image, _scene = drawn("width: 50.8", "sheet")
    assert (image.width, image.height) == pytest.approx((50.8, 25.4), abs=0.05)
    assert (image.picture.columns, image.picture.rows) == (1200, 600)


def test_on_screens_it_has_four_pixels_to_one(drawn) -> None:
    image, scene = drawn("width: 100", "card")
    assert (image.picture.columns, image.picture.rows) == (400, 200)
    (x, y), *_rest = [(x, y) for x, y, item in walk(scene.pages[0].frame) if item is image]
    shown = draw(scene, 0)
    assert shown.getpixel((round(x) + 50, round(y) + 25)) == (255, 0, 0)


def test_cover_draws_what_the_box_needs(drawn) -> None:
    image, _scene = drawn("width: 50\nheight: 50\nfit: cover", "card")
    assert (image.picture.columns, image.picture.rows) == (200, 200)


def test_extents_of_pixels_have_no_density(tmp_path: Path) -> None:
    path = tmp_path / "art.png"
    Image.new("RGB", (7, 3)).save(path)
    assert measure(path, "art.png") == Extent(7, 3)
