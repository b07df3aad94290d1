"""`infogen focus serve`: votes with phones."""

from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.focus.group import FOLDER, FocusCommand, focus
from infogen.messages import _


@focus.command(
    "serve",
    cls=FocusCommand,
    short_help=_("Let people vote with their phones."),
    help=_(
        "Serve the pages of a session on the local network: to people who vote, and, at an address"
        " with a secret, to the person who leads. Nothing is asked of the internet. End it with"
        " Ctrl+C; start it again, and everybody goes on where they were."
    ),
)
@FOLDER
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    metavar="N",
    help=_("The port; 0 is any that is free."),
)
@click.option(
    "--host",
    metavar=_("ADDRESS"),
    help=_("The address that phones reach; the likeliest if left out."),
)
@options.workspace
def serve(root: Path, session: Path, port: int, host: str | None) -> int:
    """Find the address, open the votes, serve."""
    from infogen.focus.ballots import Ballots
    from infogen.focus.network import addresses
    from infogen.focus.serving import Addresses, lead
    from infogen.focus.session import load_session as session_in
    from infogen.workspace.cache import load_cached

    workspace = load_cached(root)
    found = addresses()
    chosen = host or found[0].address
    ballots = Ballots(session, session_in(session))

    def ready(served: Addresses) -> None:
        from infogen.artwork.qr_symbol import symbol

        click.echo(_("People enter at: {address}").format(address=served.join))
        click.echo(_drawn(symbol(served.join)))
        click.echo(_("You lead at: {address}").format(address=served.lead))
        others = [f"{one.address} ({one.interface})" for one in found if one.address != chosen]
        if others:
            message = _("Other addresses of this computer, for --host: {others}")
            click.echo(message.format(others=", ".join(others)))
        click.echo(_("Scan the code with a phone to see that it reaches this computer."))

    try:
        lead(workspace, ballots, chosen, port, ready)
    except KeyboardInterrupt:
        pass
    finally:
        ballots.close()
    return 0


def _drawn(rows: "tuple[tuple[bool, ...], ...]") -> str:
    """A QR symbol in half blocks, light on the dark of a terminal, with its quiet zone."""
    side = len(rows) + 8
    dark = [[False] * side for _n in range(4)]
    dark += [[False] * 4 + list(row) + [False] * 4 for row in rows]
    dark += [[False] * side for _n in range(5)]
    pairs = zip(dark[::2], dark[1::2], strict=False)
    blocks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return "\n".join(
        "".join(blocks[a, b] for a, b in zip(above, below, strict=True)) for above, below in pairs
    )
