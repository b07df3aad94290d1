"""The files that all pages use: style sheets, fonts and the mark, under a name of their bytes."""

from hashlib import blake2b
from importlib.resources import files as package_files

from infogen.web.assets import STATIC, colors, icon
from infogen.web.fonts import compressed, faces, kept, style_sheet
from infogen.workspace import Workspace


def look(workspace: Workspace) -> dict[str, bytes]:
    """The files by name, in the workspace's theme. Fonts are WOFF2: a third of their size."""
    theme = workspace.themes[workspace.default_theme]
    found = {
        "fonts.css": style_sheet(theme, ".woff2", "optional").encode(),
        "theme.css": colors(theme),
        "style.css": (STATIC / "style.css").read_bytes(),
        "mark.svg": icon(theme),
        "site.css": package_files("infogen.site").joinpath("static/site.css").read_bytes(),
    }
    for name in faces(theme):
        found[f"{name}.woff2"] = compressed(workspace.fonts.face(name).data, kept(theme, name))
    return found


def folder(files: dict[str, bytes]) -> str:
    """The folder of these files: another one when any of them changes, so that each is kept for
    good by browsers.
    """
    digest = blake2b(digest_size=6)
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name])
    return f"static/{digest.hexdigest()}/"
