"""Whatever stands in a title, an alternative text or a language: files in XML are XML, and say it."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from PIL import Image

from infogen.backends import render
from infogen.backends.markup import escape_text, escape_value
from infogen.scene import Scene
from kit.pdf_scene import guide

GUIDE = guide()
TEXTS = st.text(st.characters(codec=None), max_size=20) | st.sampled_from(
    [
        "\uffff",
        "a\ufffeb",
        "\0",
        "\x1b[2J",
        "\ud800",
        'x"><script>alert(1)</script>',
        "]]>",
        "&amp;",
    ]
)


def scene(text: str, lang: str = "es") -> Scene:
    """A scene that says this everywhere."""
    return replace(GUIDE, title=text or "–", alt=text, author=text, subject=text, lang=lang)


@given(TEXTS)
def test_text_and_values_are_read_back(text: str) -> None:
    markup = f'<a b="{escape_value(text)}">{escape_text(text)}</a>'
    read = etree.fromstring(markup.encode())
    said = read.text or ""
    assert len(said.replace("\r", "\n")) == len(text.replace("\r\n", "\n"))
    assert all(mine in (theirs, "\ufffd", "\n") for mine, theirs in zip(said, text, strict=False)
               if "\r" not in text)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(TEXTS, TEXTS)
def test_a_drawing_is_xml_without_scripts(text: str, lang: str) -> None:
    root = etree.fromstring(render(scene(text, lang), "svg"))
    assert not root.xpath("//*[local-name()='script']")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") is not None


@pytest.mark.parametrize(
    "text", ["a\uffffb", "\x1b[2J", "x</rdf:li><b>", "\ud800", "palabra " * 5000]
)
def test_metadata_is_xml_in_each_kind(text: str) -> None:
    made = scene(text)
    for kind in ("png", "jpg", "webp"):
        image = Image.open(BytesIO(render(made, kind)))
        packet = image.info.get("xmp") or image.info["XML:com.adobe.xmp"]
        packet = packet.encode() if isinstance(packet, str) else packet
        etree.fromstring(packet.strip(b"\0"))
    if "\ud800" not in text:
        with pikepdf.open(BytesIO(render(made, "pdf"))) as pdf:
            etree.fromstring(pdf.Root.Metadata.read_bytes())
    etree.fromstring(render(made, "svg"))
