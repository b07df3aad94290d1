"""Pages from templates: everything that is filled in is escaped, every word is in the person's
language.
"""

from functools import cache
from typing import cast

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from infogen.artwork.qr_symbol import symbol
from infogen.messages import _, language
from infogen.web import csrf
from infogen.web.refused import Refusal
from infogen.web.settings import Settings

QUIET = 4
"""Modules of light around a code (ISO/IEC 18004, 6.3.8)."""


def html_page(
    request: Request, template: str, *, status: int = 200, **values: object
) -> HTMLResponse:
    """The page of a template, filled with values.

    Templates see besides: `_`, `lang`, `asset(name)`, `qr(address, label)` and `csrf_field()`,
    which stands in every form that posts.
    """
    settings = cast(Settings, request.app.state.settings)

    def csrf_field() -> Markup:
        given = csrf.token(request, settings)
        return Markup('<input type="hidden" name="{}" value="{}">').format(csrf.FIELD, given)

    return HTMLResponse(
        fill(settings, template, **values, csrf_field=csrf_field), status_code=status
    )


def refusal(settings: Settings, refused: Refusal) -> HTMLResponse:
    """The page that says why a request is refused."""
    message = refused.message or _("There is no such page.")
    content = fill(settings, "refused.html", message=message, hint=refused.hint)
    return HTMLResponse(content, status_code=refused.status)


def fill(settings: Settings, template: str, **values: object) -> str:
    """The text of a template, filled with values."""
    environment = _environment(settings.packages)
    return environment.get_template(template).render(
        lang=language(), asset=settings.assets.url, **values
    )


@cache
def _environment(packages: tuple[str, ...]) -> Environment:
    loaders = [PackageLoader(name) for name in (*packages, "infogen.web")]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(_=_, qr=qr)
    return environment


def qr(address: str, label: str) -> Markup:
    """A QR symbol as a drawing in the page, on white, with its quiet zone."""
    rows = symbol(address)
    side = len(rows) + 2 * QUIET
    cells = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"'
        ' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{2}"/></svg>'
    ).format(side, label, cells)
