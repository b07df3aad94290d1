"""The files that pages use: style, fonts, scripts, pictures; all in memory, found by name alone."""

import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infogen.design.themes import Theme
from infogen.web.fonts import faces, style_sheet
from infogen.web.refused import Refusal
from infogen.workspace import Workspace

STATIC = Path(__file__).parent / "static"


class Assets:
    """Files by name, with addresses that change with their bytes, so that they are kept for good.

    A name is looked up in a mapping: no path of the disk is ever made of an address. They stand
    under `prefix`.
    """

    def __init__(self, files: Mapping[str, bytes], prefix: str = "/static") -> None:
        self.files = dict(files)
        self.prefix = prefix
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0" + self.files[name])
        self.version = digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file. Raises `KeyError` for one that there is not."""
        if name not in self.files:
            raise KeyError(name)
        return f"{self.prefix}/{self.version}/{name}"

    def route(self) -> Route:
        """The route on which the files are served."""
        return Route(f"{self.prefix}/{{version}}/{{name}}", self._serve)

    async def _serve(self, request: Request) -> Response:
        data = self.files.get(request.path_params["name"])
        if data is None or request.path_params["version"] != self.version:
            raise Refusal(404, "", "")
        kind = mimetypes.guess_type(request.path_params["name"])[0] or "application/octet-stream"
        keep = "public, max-age=31536000, immutable"
        return Response(data, media_type=kind, headers={"Cache-Control": keep})


def look(workspace: Workspace) -> dict[str, bytes]:
    """The files of the look of a workspace's series: its fonts, the style, the colours of its theme
    and its mark.
    """
    theme = workspace.themes[workspace.default_theme]
    return {
        **{path.name: path.read_bytes() for path in sorted(STATIC.iterdir())},
        **{f"{name}.ttf": bytes(workspace.fonts.face(name).data) for name in faces(theme)},
        "fonts.css": style_sheet(theme, ".ttf").encode(),
        "theme.css": colors(theme),
        "mark.svg": icon(theme),
    }


def icon(theme: Theme) -> bytes:
    """The series' mark on the ground of its theme, as browsers show it beside a title."""
    mark, colors = theme.mark, theme.colors
    if mark is None or mark.main is None:
        drawn = (
            f'<circle cx="50" cy="50" r="32.5" fill="none" stroke="{colors["paper"]}"'
            f' stroke-width="12.5"/><circle cx="50" cy="50" r="13.75" fill="{colors["citizen"]}"/>'
        )
    else:
        accent = f'<path d="{mark.accent}" fill="{colors["citizen"]}"/>' if mark.accent else ""
        drawn = (
            '<g transform="translate(20 20) scale(.6)">'
            f'<path d="{mark.main}" fill="{colors["paper"]}"/>{accent}</g>'
        )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<circle cx="50" cy="50" r="50" fill="{colors["ink"]}"/>{drawn}</svg>\n'
    ).encode()


def colors(theme: Theme) -> bytes:
    """The style sheet with the colours of a theme, as custom properties."""
    values = "".join(f"--{name}:{value};" for name, value in theme.colors.items())
    return f":root{{{values}}}\n".encode()
