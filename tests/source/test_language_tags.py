"""Languages are tags of BCP 47, in their usual spelling, wherever they are taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.backends import render
from infogen.content.translation import unknown_language, unread_overlays
from infogen.source.language_tags import language_tag
from infogen.source.model import Problem


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("es-MX", "es-MX"),
        ("es-mx", "es-MX"),
        ("ES", "es"),
        ("maz", "maz"),
        ("ote", "ote"),
        ("zh-hant", "zh-Hant"),
    ],
)
def test_a_tag_is_taken_in_its_usual_spelling(written, tag):
    assert language_tag(written) == tag


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("es_MX", 'write "es-MX"'),
        ("español", 'write "es"'),
        ("English", 'write "en"'),
        ("es MX", 'write "es-MX"'),
        ("", "write a tag of BCP 47"),
        ("otomí", "write a tag of BCP 47"),
        ('es" onload="x', "write a tag of BCP 47"),
        ("-", "write a tag of BCP 47"),
    ],
)
def test_what_is_no_tag_is_refused_with_what_to_write(written, hint):
    with pytest.raises(Problem) as found:
        language_tag(written)
    assert str(found.value.hint).startswith(hint)
    said = unknown_language(written)
    assert said.code == "unknown-language"
    assert said.hint == found.value.hint


@given(st.text(max_size=12))
def test_any_text_is_a_tag_or_refused(text):
    try:
        tag = language_tag(text)
    except Problem:
        return
    assert language_tag(tag) == tag
    assert tag.isascii()
    assert tag.replace("-", "").isalnum()


@pytest.mark.parametrize("kind", ["html", "svg", "pdf"])
def test_files_say_the_usual_spelling(tiny, kind):
    body = "{kind: text, style: body, text: Hola, lang: EN-us}"
    data = render(tiny.scene(body), kind)
    found = b"/Lang(en-US)" if kind == "pdf" else b'lang="en-US"'
    assert found in (data if kind != "pdf" else _plain(data))


def _plain(data: bytes) -> bytes:
    """The objects of a PDF that name a language, without compression."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [
            str(item["/Lang"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/Lang" in item
        ]
    return "".join(f"/Lang({lang})" for lang in said).encode()


def test_a_block_says_where_its_language_is_written(tiny):
    said = tiny.said("kind: text\nstyle: body\ntext: Hola\nlang: es_MX")
    assert said[0].endswith('error: "es_MX" is no language tag')
    assert said[1].strip() == 'hint: write "es-MX"'


@pytest.mark.parametrize(
    ("name", "hint"), [("español", 'write "es"'), ("EN", 'rename it to "en"'), ("ote", None)]
)
def test_a_folder_of_translations_that_no_option_names_is_said(tmp_path, name, hint):
    (tmp_path / "locales" / name).mkdir(parents=True)
    (tmp_path / "locales" / ".git").mkdir()
    assert [one.hint for one in unread_overlays(tmp_path, "data")] == ([hint] if hint else [])
