"""`infogen visits`: openings of the site, from the logs of a server."""

from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.printer import say
from infogen.messages import _


class _Network(click.ParamType[Any]):
    """A network or a machine: `192.0.2.0/24`."""

    name = "network"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> Any:
        try:
            return ip_network(value, strict=False)
        except ValueError:
            message = _('"{text}" is no network: write one such as 192.0.2.0/24')
            self.fail(message.format(text=value), param, context)


@click.command(
    "visits",
    cls=Command,
    short_help=_("Count openings of the site, from the logs of a server."),
    help=_(
        "Count how often pages, short links and files of the site were opened, from the access logs"
        " of Apache, nginx or a host (common or combined format, also gz), or from what `serve`"
        " counted if none is named. Robots, previews of messengers and own staff are counted apart;"
        " no address of a machine is kept."
    ),
)
@click.argument("logs", nargs=-1, metavar=_("[ACCESS_LOG]..."), type=options.PATH)
@click.option(
    "--prefix",
    metavar=_("PATH"),
    help=_("Where the site stands on its server, such as /transparencia/; as its url says."),
)
@click.option(
    "--staff",
    multiple=True,
    type=_Network(),
    metavar=_("NETWORK"),
    help=_("A network of the institution's own people; may be repeated."),
)
@options.day("--from", "first", help=_("The first day that counts."))
@options.day("--to", "last", help=_("The last day that counts."))
@options.output(_("Where to write; output/visits/ in the workspace if left out."))
@options.workspace
def visits(
    root: Path, folder: Path | None, logs: tuple[Path, ...], prefix: str | None, **asked: Any
) -> int:
    """Read, count, write."""
    from infogen.files.write import write_all
    from infogen.visits.access_log import read_log
    from infogen.visits.counting import count, merged
    from infogen.visits.register import as_csv, as_html
    from infogen.visits.served import counted, place_of
    from infogen.workspace.cache import load_cached

    workspace = load_cached(root)
    place = place_of(workspace, prefix)
    between: tuple[date | None, date | None] = (asked["first"], asked["last"])
    if logs:
        found = merged([count(read_log(log), place, asked["staff"], between) for log in logs])
    else:
        found = counted(root / "buzon", between)
    folder = folder or root / "output" / "visits"
    files = {
        folder / "registro.html": as_html(found, workspace.data.content.sujeto_obligado.name),
        folder / "registro.csv": as_csv(found),
    }
    write_all(files)
    for path in files:
        say(path.as_posix())
    said = _("{readers} openings by readers, {previews} previews, {robots} by robots")
    readers, previews, robots = (found.total(kind) for kind in ("reader", "preview", "robot"))
    say(said.format(readers=readers, previews=previews, robots=robots))
    return 0
