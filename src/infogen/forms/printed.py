"""A filled form as pages: the same boxes in the same order as in the document of Word."""

import hashlib
from collections.abc import Mapping
from typing import Any

from PIL import Image

from infogen.design.forms import Box, Input
from infogen.diagnostics import fail
from infogen.files.os_errors import reason
from infogen.forms.filling import FilledBox, FilledForm
from infogen.forms.word import pictures
from infogen.messages import _
from infogen.scene import Picture, Scene
from infogen.sheets import picture, sheet
from infogen.typesetting.phrase import counted_phrase
from infogen.workspace import Workspace

NAME, FORMAT = "formulario", "letter"
LONG = 8
"""Paragraphs of a box from which it may go on on the next page."""

WIDTH = 70.0
"""The width of a picture in a box, in mm."""


def pages(workspace: Workspace, form: FilledForm) -> Scene:
    """The pages. Raises `Failure` for what does not fit, and for a picture that cannot be read."""
    shown: dict[str, Picture] = {}
    content = {
        "title": counted_phrase(form.form.title),
        "name": counted_phrase(form.records.values["name"]),
        "sections": [
            {
                "heading": counted_phrase(section.heading) if section.heading else None,
                "tables": [
                    {
                        "framed": table.framed,
                        "plain": not table.framed,
                        "boxes": [_box(workspace, form, box, shown) for box in table.boxes],
                    }
                    for table in section.tables
                ],
            }
            for section in form.form.sections
        ],
    }
    return sheet(workspace, NAME, FORMAT, content, shown)


def _box(
    workspace: Workspace, form: FilledForm, box: Box, shown: dict[str, Picture]
) -> Mapping[str, Any]:
    if not box.boxes:
        return {**_input(workspace, box, form.boxes[box.id], shown), "columns": None}
    columns = [_input(workspace, inner, form.boxes[inner.id], shown) for inner in box.boxes]
    nothing: dict[str, Any] = {"asked": None, "lines": [], "pictures": [], "blank": False}
    return {
        "label": counted_phrase(box.label),
        "columns": columns,
        "keep": "together",
        **nothing,
    }


def _input(
    workspace: Workspace, input: Input, box: FilledBox, shown: dict[str, Picture]
) -> Mapping[str, Any]:
    copy = workspace.data.content.copy["formulario"]
    asked = None
    if input.kind == "yes-no":
        asked = [
            {
                "word": copy[name].long,
                "ticked": box.answer is value,
                "alt": copy["marcada" if box.answer is value else "vacia"].long,
            }
            for name, value in (("si", True), ("no", False))
        ]
    drawn = []
    for path, alt in pictures(workspace, box):
        name = hashlib.sha256(str(path).encode()).hexdigest()[:12]
        shown[name] = _read(path)
        high = WIDTH * shown[name].rows / shown[name].columns
        drawn.append({"file": name, "alt": counted_phrase(alt), "height": high})
    return {
        "label": counted_phrase(input.label),
        "asked": asked,
        "lines": [counted_phrase(plain(line)) for line in box.lines],
        "pictures": drawn,
        "blank": asked is None and not box.lines and not drawn,
        "keep": "together" if len(box.lines) < LONG else None,
    }


def plain(line: str) -> str:
    """A line in which nothing is read as a mark of emphasis."""
    return line.replace("~", "%7E").replace("**", "*%2A").replace("==", "=%3D")


def _read(path: Any) -> Picture:
    try:
        with Image.open(path) as opened:
            return picture(opened)
    except (OSError, ValueError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else str(problem)
        message = _('"{path}" cannot be read: {reason}').format(path=path, reason=why)
        raise fail("unreadable-file", message, hint=_("save it as PNG or JPEG")) from None
