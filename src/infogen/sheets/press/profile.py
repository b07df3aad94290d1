"""The ICC profile of a printer, from a file that the printer gave."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

from infogen.diagnostics import Failure, fail
from infogen.files.os_errors import reason
from infogen.files.read import read_bounded
from infogen.messages import _
from infogen.scene.separation import separate, separation

LARGEST = 16 << 20
"""Bytes of a file that is read: press profiles have 0.5 to 3 MiB."""


def read_profile(path: Path) -> bytes:
    """The bytes of a profile of four inks. Raises `Failure` for any other file."""
    try:
        data = read_bounded(path, LARGEST)
    except OSError as problem:
        message = _('"{path}" cannot be read: {reason}')
        raise fail(
            "unreadable-file",
            message.format(path=path, reason=reason(problem)),
            hint=_("check its name and its folder"),
        ) from None
    try:
        space = ImageCms.ImageCmsProfile(BytesIO(data)).profile.xcolor_space.strip()
        if space == "CMYK":
            separate(Image.new("RGB", (1, 1)), separation(data))
    except (OSError, ValueError, ImageCms.PyCMSError):
        raise _no_profile(path, _("it is not an ICC profile, or it is damaged")) from None
    if space != "CMYK":
        raise _no_profile(path, _("it is a profile for {space}").format(space=space))
    return data


def _no_profile(path: Path, reason: str) -> Failure:
    return fail(
        "bad-profile",
        _('"{path}" does not separate into four inks: {reason}').format(path=path, reason=reason),
        hint=_("ask the printer for the profile of their press and paper, a CMYK .icc file"),
    )
