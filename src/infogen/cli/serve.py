"""`infogen serve`: the published site with its mailbox."""

from pathlib import Path
from typing import Any

import click

from infogen.cli import options as options
from infogen.cli.extra import ExtraCommand
from infogen.messages import _


class ServeCommand(ExtraCommand):
    """A command that needs the extra `serve`."""

    extra = "serve"
    needed = ("starlette", "uvicorn", "multipart", "argon2")


STORE = click.option(
    "--mailbox",
    "store",
    metavar=_("FOLDER"),
    type=options.PATH,
    help=_("Where messages are kept; buzon/ in the workspace if left out."),
)


@click.command(
    "serve",
    cls=ServeCommand,
    short_help=_("Serve the public site and its mailbox."),
    help=_(
        "Serve the site that `publish` made, and take what people write below its pictures. Nothing"
        " is shown before a person has approved it, at /moderar. End it with Ctrl+C; what was"
        " acknowledged is never lost."
    ),
)
@click.option(
    "--site",
    "folder",
    metavar=_("FOLDER"),
    type=options.PATH,
    help=_("The published site; output/site/ in the workspace if left out."),
)
@STORE
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar=_("ADDRESS"),
    help=_("The address of this machine to listen on."),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help=_("The port; 0 is any that is free."),
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar=_("NAME"),
    help=_("A name under which the site is asked for; may be repeated."),
)
@click.option(
    "--behind-proxy",
    "behind",
    is_flag=True,
    help=_("A proxy with TLS stands before it: cookies are secure, and it names the machines."),
)
@options.workspace
def serve(root: Path, folder: Path | None, store: Path | None, host: str, **where: Any) -> int:
    """Open the mailbox, and serve."""
    from infogen.mailbox import people
    from infogen.mailbox.app import Place, hosts, site_app
    from infogen.mailbox.ready import check_ready
    from infogen.mailbox.store import Mailbox
    from infogen.web.server import listening_socket
    from infogen.web.server import serve as serve_app
    from infogen.workspace.cache import load_cached

    workspace = load_cached(root)
    folder = folder or root / "output" / "site"
    check_ready(workspace, folder)
    mailbox = Mailbox(store or root / "buzon")
    listening = listening_socket(host, where["port"])
    port = listening.getsockname()[1]
    try:
        behind = where["behind"]
        place = Place(hosts((*where["names"], f"{host}:{port}"), port), behind, behind)
        app = site_app(folder, mailbox, workspace, place)

        def ready() -> None:
            click.echo(_("The site: {address}").format(address=f"http://{host}:{port}/"))
            click.echo(_("The staff: {address}").format(address=f"http://{host}:{port}/moderar"))
            if not people.anybody(mailbox):
                click.echo(_("Nobody can moderate yet: infogen mailbox staff NAME"))

        serve_app(app, listening, ready)
    except KeyboardInterrupt:
        pass
    finally:
        mailbox.close()
        listening.close()
    return 0
