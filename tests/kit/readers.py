"""The programs with which people read, copy from and search in PDF files: poppler, MuPDF, PDFium."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2


def poppler(path: Path, *options: str) -> str:
    return _said("pdftotext", *options, "-enc", "UTF-8", str(path), "-")


def painted(path: Path) -> str:
    """What poppler reads in the order in which it is painted; it takes narrow spaces for none."""
    return poppler(path, "-raw")


def mupdf(path: Path) -> str:
    return _said("mutool", "draw", "-q", "-F", "txt", str(path))


def pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\f".join(page.get_textpage().get_text_range() for page in document)


READERS: dict[str, Callable[[Path], str]] = {"mupdf": mupdf, "pdfium": pdfium}


def unfound(path: Path, page: int, words: set[str]) -> set[str]:
    """The words that PDFium's search, which is Chromium's, does not find on a page."""
    text = pypdfium2.PdfDocument(path)[page].get_textpage()
    return {word for word in words if text.search(word, match_case=True).get_next() is None}


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
