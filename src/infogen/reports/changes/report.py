"""Changes to look at: a page with the words, and old and new pictures side by side."""

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec.structs import asdict
from PIL import Image

from infogen.files.paths import inside, is_plain
from infogen.files.read import MANIFEST_BYTES, PICTURE_BYTES, read_bounded
from infogen.files.write import remove, write_all
from infogen.messages import _, language
from infogen.reports.changes.differences import Change, PictureChange
from infogen.reports.changes.revisions import State
from infogen.reports.html import fill_template

NAME = "diff.html"
MOST_PIXELS = 64_000_000
"""Pixels of a picture that is shown: a poster at 150 dpi has 38 million."""
GAP = 48
"""Pixels of grey between an old picture and its new one."""
GREY = (120, 120, 120)
_SHOWN = re.compile(r'src="(old|new)/([^"]+)"')
RASTERS = frozenset({".png", ".jpg", ".webp"})


def write_diff(
    folder: Path, old: State, new: State, changes: Sequence[Change], shown: Sequence[PictureChange]
) -> Path:
    """Write `diff.html`, the pictures it shows and a PNG of each pair; the path of the page.

    Raises `Failure` if they cannot be written.
    """
    files: dict[Path, bytes] = {}
    items: list[dict[str, str | None]] = []
    for picture in shown:
        item = {**asdict(picture), "old": None, "new": None}
        if Path(picture.path).suffix in RASTERS:
            sides = []
            for key, side in (("old", old), ("new", new)):
                if picture.path in side.files:
                    data = _picture(side, picture.path)
                    if data is None:
                        continue
                    files[folder / key / picture.path] = data
                    item[key] = f"{key}/{picture.path}"
                    sides.append(data)
            if len(sides) == 2:
                pair = f"{picture.path.rpartition('.')[0]}.png"
                with suppress(OSError):  # a picture that was cut is shown by itself
                    files[folder / pair] = side_by_side(*sides)
        items.append(item)
    stale = _shown_before(folder) - files.keys()
    files[folder / NAME] = fill_template(
        "diff",
        lang=language(),
        title=_("What changed"),
        old=old.name,
        new=new.name,
        words={
            "old": _("before"),
            "new": _("after"),
            "facts": _("Facts and texts"),
            "files": _("Pictures and files"),
            "what": _("what"),
            "nothing": _("Nothing changed."),
            "unbuilt": _("Could not be built"),
            "changed": _("changed"),
            "added": _("new"),
            "removed": _("no longer there"),
        },
        changes=changes,
        pictures=items,
        failed=[str(found) for side in (old, new) for found in side.errors],
    )
    write_all(files, folder)
    for path in stale:
        remove(path, folder)
    return folder / NAME


def _picture(side: State, path: str) -> bytes | None:
    """A picture of a state, None where there is none in its folder, or none that can be shown."""
    file = inside(side.folder, path)
    try:
        data = read_bounded(file, PICTURE_BYTES) if file else None
        if data is not None:
            with Image.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    return None
                opened.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return data


def _shown_before(folder: Path) -> set[Path]:
    """The pictures that the page of an earlier run shows, and their pairs."""
    before = inside(folder, NAME)
    try:
        text = read_bounded(before, MANIFEST_BYTES) if before else b""
    except OSError:
        return set()
    links = _SHOWN.findall(text.decode("utf-8", "replace"))
    shown = [unquote(f"{side}/{rest}") for side, rest in links]
    paths = [PurePosixPath(path) for path in shown if is_plain(path)]
    pairs = [path.relative_to(path.parts[0]).with_suffix(".png") for path in paths if path.suffix]
    return {folder / path for path in (*paths, *pairs) if inside(folder, path.as_posix())}


def side_by_side(old: bytes, new: bytes) -> bytes:
    """Two pictures on one grey ground, the old one to the left, as a PNG."""
    left, right = (Image.open(io.BytesIO(data)).convert("RGB") for data in (old, new))
    sheet = Image.new("RGB", (left.width + GAP + right.width, max(left.height, right.height)), GREY)
    sheet.paste(left, (0, 0))
    sheet.paste(right, (left.width + GAP, 0))
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()
