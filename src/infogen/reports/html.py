"""HTML pages from the templates in `templates/`: everything that is filled in is escaped."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def fill_template(template: str, **values: object) -> bytes:
    """The page of `templates/<template>.html`, filled with values."""
    return _environment().get_template(f"{template}.html").render(**values).encode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("infogen.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
