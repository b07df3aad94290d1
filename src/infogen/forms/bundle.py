"""The evidence of a practice: a folder, and the same as a ZIP, with an index under the boxes of its
form. The same data give the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import Struct

from infogen.backends import render
from infogen.diagnostics import Failure
from infogen.forms.evidence import EvidenceFile, gather
from infogen.forms.files import form_files
from infogen.forms.filling import FilledForm
from infogen.forms.printed import plain
from infogen.forms.word import EPOCH
from infogen.reports.html import fill_template
from infogen.sheets import sheet
from infogen.typesetting.phrase import counted_phrase
from infogen.workspace import Workspace

SUMS = "SHA256SUMS"


class _Group(Struct, frozen=True):
    """A box, or what belongs to none, with the files below it."""

    id: str
    label: str
    files: Sequence[EvidenceFile]


def bundle(
    workspace: Workspace, form: FilledForm, today: date, captures: Iterable[EvidenceFile] = ()
) -> Mapping[str, bytes]:
    """All files by their path in the folder, the ZIP beside it included.

    Raises `Failure` for data of persons in what goes out, for evidence whose file is missing or
    another one, and for a piece that cannot be made.
    """
    taken = tuple(captures)
    found = gather(workspace, form, today, captured=bool(taken))
    if found.findings:
        raise Failure(found.findings)
    files = (*found.files, *taken)
    named = {
        f"formulario/{name}": data for name, data in form_files(workspace, form, today).items()
    }
    groups = _grouped(workspace, form, files)
    made = {**named, **{one.path: one.data for one in files}}
    made["indice.pdf"] = render(_pages(workspace, form, groups, found.absent), "pdf")
    made["indice.html"] = _page(workspace, form, groups, found.absent, sorted(named))
    lines = [f"{sha256(made[name]).hexdigest()}  {name}\n" for name in sorted(made)]
    made[SUMS] = "".join(lines).encode()
    folder = {f"{form.key}/{name}": data for name, data in made.items()}
    return {**folder, f"{form.key}.zip": _zipped(folder)}


def _grouped(workspace: Workspace, form: FilledForm, files: Sequence[EvidenceFile]) -> list[_Group]:
    """The files under the boxes that they answer, in the order of the form."""
    groups = [
        _Group(name, box.input.label, [one for one in files if name in one.boxes])
        for name, box in form.boxes.items()
    ]
    rest = [one for one in files if not one.boxes]
    words = workspace.data.content.copy["evidencia"]
    return [one for one in (*groups, _Group("", words["sin_casilla"].long, rest)) if one.files]


def _pages(
    workspace: Workspace, form: FilledForm, groups: Sequence[_Group], absent: Sequence[str]
) -> Any:
    words = workspace.data.content.copy["evidencia"]
    content = {
        "name": counted_phrase(form.records.values["name"]),
        "groups": [
            {
                "label": counted_phrase(f"{one.id} {one.label}".strip()),
                "rows": [
                    {
                        "title": plain(file.title),
                        "path": plain(file.path),
                        "sha256": file.sha256[:16],
                    }
                    for file in one.files
                ],
            }
            for one in groups
        ],
        "absent": [counted_phrase(words[name].long) for name in absent],
    }
    return sheet(workspace, "evidencia", "letter", content, {})


def _page(
    workspace: Workspace,
    form: FilledForm,
    groups: Sequence[_Group],
    absent: Sequence[str],
    forms: Sequence[str],
) -> bytes:
    words = workspace.data.content.copy["evidencia"]
    return fill_template(
        "evidence",
        lang=workspace.data.language or "es-MX",
        words=words,
        body=workspace.data.content.sujeto_obligado,
        name=form.records.values["name"],
        forms=forms,
        groups=groups,
        absent=[words[name].long for name in absent],
    )


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one archive, in order and all of the same date."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, files[name])
    return made.getvalue()
