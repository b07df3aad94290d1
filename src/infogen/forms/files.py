"""The files of a filled form."""

from collections.abc import Mapping
from datetime import date, datetime

from infogen.backends import render
from infogen.forms.filling import FilledForm
from infogen.forms.printed import pages
from infogen.forms.word import docx
from infogen.workspace import Workspace


def form_files(workspace: Workspace, form: FilledForm, today: date) -> Mapping[str, bytes]:
    """The document of Word and the PDF, by the names of their files. Raises `Failure` for what
    does not fit, and for a picture that cannot be read.
    """
    moment = datetime(today.year, today.month, today.day)
    return {
        f"{form.key}.docx": docx(workspace, form, moment),
        f"{form.key}.pdf": render(pages(workspace, form), "pdf"),
    }
