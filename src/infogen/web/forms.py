"""Posted forms, read with bounds: texts, choices, files."""

import unicodedata
from collections.abc import Collection, Mapping
from typing import cast

from msgspec import Struct
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from infogen.messages import _
from infogen.web import csrf
from infogen.web.refused import Refusal
from infogen.web.settings import Settings

FIELDS = 200
KEPT = "\n\t"
"""The control characters that a text may have."""


class Form(Struct, frozen=True):
    """The fields of a form: the last value of each name, empty where none was sent; and the files
    by the names that they had.
    """

    fields: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...] = ()

    def text(self, name: str, most: int = 200) -> str:
        """A text of at most so many characters, without control characters, in NFC.

        A longer one is cut: the page's own field takes no more.
        """
        value = unicodedata.normalize("NFC", self.fields.get(name, "").replace("\r\n", "\n"))
        shown = "".join(c for c in value if c in KEPT or unicodedata.category(c)[0] != "C")
        return shown.strip()[:most].strip()

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """One of the values that the page offered; None where nothing was chosen.

        Raises `Refused` for any other value.
        """
        value = self.fields.get(name, "")
        if value and value not in allowed:
            raise Refusal(400, _("That answer is not one of those on the page."))
        return value or None


async def form(request: Request) -> Form:
    """The form that was posted, from a page of ours.

    Raises `Refused` for a form that is malformed, too large, from another page or cut off.
    """
    settings = cast(Settings, request.app.state.settings)
    try:
        async with request.form(
            max_files=FIELDS, max_fields=FIELDS, max_part_size=settings.most(request.url.path)
        ) as sent:
            fields = {name: value for name, value in sent.multi_items() if isinstance(value, str)}
            files = [
                (value.filename or name, await value.read())
                for name, value in sent.multi_items()
                if isinstance(value, UploadFile)
            ]
    except (HTTPException, ValueError, KeyError):
        raise Refusal(400, _("The request is malformed.")) from None
    except ClientDisconnect:
        raise Refusal(400, _("The request was cut off.")) from None
    csrf.check(request, settings, fields.get(csrf.FIELD, ""))
    return Form(fields, tuple(files))
