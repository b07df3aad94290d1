"""A published site of the stock, and a folder of one small piece that tests publish again."""

from collections.abc import Iterator
from contextlib import closing
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from infogen.build.listener import Silent
from infogen.content.entries.site import Site
from infogen.site import publish
from kit.site import overlaid


@pytest.fixture(scope="session")
def site(stock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the whole stock, with a public address and a mailbox."""
    folder = tmp_path_factory.mktemp("published") / "site"
    made = publish(overlaid(stock), folder, Silent())
    assert not [found for found in made.findings if found.severity == "error"]
    return folder


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Its address, as Python's own server of files gives it out."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, directory=str(site), **options)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    with closing(server.socket):
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def content(stock) -> Site:
    """What the stock says of its site."""
    return stock.data.content.site
