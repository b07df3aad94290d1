"""What people read aloud, copy and search: the content, in reading order, in every reader."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from infogen.backends.pdf import render
from infogen.scene import Scene
from kit import pdf_pieces
from kit.pdf_ligatures import joined
from kit.pdf_reader import marks, tree
from kit.pdf_scene import guide
from kit.readers import READERS, painted, poppler, unfound
from kit.reading import paragraphs, squeezed, words

HARD = re.compile(r"[\u0080-\uffff]|f[fil]")
"""What is in a word that some files hide from a search. PDFium's finds no emoji in any file."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Scene, Path]]:
    """What the stock makes, and two scenes of every trap, with their files."""
    folder = tmp_path_factory.mktemp("text")
    found = {"guide": guide(), "joined": joined(folder), **dict(pdf_pieces.scenes())}
    for name, scene in found.items():
        (folder / f"{name}.pdf").write_bytes(render(scene))
    return {name: (scene, folder / f"{name}.pdf") for name, scene in found.items()}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_extracts_the_words_as_they_were_written(scenes, reader: str) -> None:
    for name, (scene, path) in scenes.items():
        written = words(" ".join(paragraphs(scene, decoration=True)))
        assert words(READERS[reader](path)) == written, name


def test_poppler_extracts_the_text_and_finds_its_words(scenes) -> None:
    for name, (scene, path) in scenes.items():
        written = " ".join(paragraphs(scene, decoration=True))
        assert squeezed(painted(path)) == squeezed(written), name
        assert {word for word in words(written) if HARD.search(word)} <= set(words(poppler(path)))


def test_the_structure_says_the_content_and_nothing_else(scenes) -> None:
    for name, (scene, path) in scenes.items():
        with pikepdf.open(path) as pdf:
            said = {
                (i, mark.number): mark.text
                for i, page in enumerate(pdf.pages)
                for mark in marks(page)
            }
            read = "".join(said[key] for key in tree(pdf).reading())
        assert squeezed(read) == squeezed("".join(paragraphs(scene, once=True))), name


def test_a_search_finds_each_word_with_an_accent_or_a_ligature(scenes) -> None:
    for name, (scene, path) in scenes.items():
        for number, page in enumerate(scene.pages):
            said = " ".join(paragraphs(replace(scene, pages=(page,)), decoration=True))
            # PDFium itself does not search across a hyphen; that the word is whole is tested above.
            whole = {word for word in said.split() if "\u00ad" not in word}
            # PDFium itself does not search across a hyphen; that the word is whole is tested above.
            whole = {word for word in said.split() if "\u00ad" not in word}
            hard = {word for word in whole if HARD.search(word)}
            assert unfound(path, number, hard) == set(), name


def test_a_letter_with_a_mark_is_one_word_for_all(tmp_path: Path) -> None:
    scene = joined(tmp_path)
    with pikepdf.open(BytesIO(render(scene))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/Span<</ActualText<FEFF00610331>>>BDC") == 2
