"""Pages of the site from the templates in `templates/`: everything that is filled in is escaped."""

from collections.abc import Mapping
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from infogen.messages import _, language
from infogen.site.address import Address
from infogen.web.fonts import faces
from infogen.workspace import Workspace


class Frame(Struct, frozen=True):
    """The surroundings that all pages have: the workspace, the public address of the site, the
    folder of its files, and what else stands in the menu (words and addresses, from the root).
    """

    workspace: Workspace
    root: str | None
    assets: str
    menu: tuple[tuple[str, str], ...]
    foot: tuple[tuple[str, str], ...]

    def page(self, template: str, here: str, *, stands: bool = False, **values: object) -> bytes:
        """The page in the folder `here`. Templates see besides: `_`, `lang`, `asset(name)`,
        `to(path)`, `whole(path)`, `fonts`, `series`, `body`, `menu` and `foot`. One that `stands`
        for others is shown at any address.
        """
        address = Address(here, self.root, stands)
        content = self.workspace.data.content
        text = (
            _environment()
            .get_template(template)
            .render(
                lang=language(),
                asset=lambda name: address.to(self.assets + name),
                to=address.to,
                whole=address.whole,
                here=here,
                fonts=list(faces(self.workspace.themes[self.workspace.default_theme])),
                series=content.series.name,
                body=content.sujeto_obligado.name,
                menu=self.menu,
                foot=self.foot,
                **values,
            )
        )
        return text.encode()


def fragment(template: str, **values: object) -> bytes:
    """A part of a page that stands in somebody else's."""
    return _environment().get_template(template).render(lang=language(), **values).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("infogen.site"), PackageLoader("infogen.web")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(_=_)
    environment.filters["markup"] = Markup
    return environment


def as_files(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files under a folder of the site."""
    return {folder + name: data for name, data in files.items()}
