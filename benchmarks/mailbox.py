"""The mailbox under load, beside a bare server in the same run, and killed at random moments.

    python -m benchmarks.mailbox load [SECONDS]
    python -m benchmarks.mailbox kills [TIMES]

`load` posts comments to `infogen serve` and to a bare Starlette app that answers a form with a
redirect and keeps nothing, in turns, over 32 connections of 127.0.0.1; then it counts what is kept.
`kills` ends the server with SIGKILL and looks whether all that was acknowledged is there.
"""

import asyncio
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from infogen.mailbox import spam
from kit.mailbox import published

CONNECTIONS = 32
TURN = 10.0
START = (
    "import infogen.mailbox.spam as s; s.SOONEST = -1.0; s.PACE = 10**9;"
    " from infogen.cli import main; main()"
)
BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Route
async def take(request):
    async with request.form() as form:
        form["message"]
    return RedirectResponse("/", 303)
from infogen.web.server import listening_socket, server_config
listening = listening_socket("127.0.0.1", 0)
print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
app = Starlette(routes=[Route("/buzon", take, methods=["POST"])])
uvicorn.Server(server_config(app)).run([listening])
"""


def start(arguments: list[str]) -> tuple[subprocess.Popen[str], int]:
    """A server, and its port."""
    process = subprocess.Popen(
        [sys.executable, "-c", *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/\s*$", line):
            return process, int(found[1])
    raise SystemExit("it does not start")


def secret(store: Path) -> tuple[bytes, str]:
    """What signs the forms of a mailbox, and the token of their pages."""
    import hashlib
    import hmac

    with sqlite3.connect(store / "buzon.sqlite") as connection:
        query = "SELECT value FROM meta WHERE key = 'secret'"
        key = bytes.fromhex(connection.execute(query).fetchone()[0])
    return key, hmac.new(key, b"csrf\0", hashlib.sha256).hexdigest()


async def post(port: int, key: bytes, token: str, until: float, done: list[str]) -> None:
    """One connection: a form after another. Folios of those that were acknowledged go to `done`."""
    number = 0
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < until:
            number += 1
            message = f"mensaje {id(writer)} {number}"
            fields = {"piece": "aviso", "message": message, "csrf": token}
            body = urlencode({**fields, "stamp": spam.stamp(key, "aviso")}).encode()
            head = (
                f"POST /buzon HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answer = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = int(re.search(r"content-length: (\d+)", answer, re.IGNORECASE)[1])  # type: ignore[index]
            await reader.readexactly(length)
            if " 303 " in answer.partition("\r\n")[0]:
                found = re.search(r"recibido/(\w+)", answer)
                done.append(found[1] if found else "")
        writer.close()
    except (OSError, asyncio.IncompleteReadError):
        return  # it was killed


async def volley(port: int, key: bytes, token: str, seconds: float) -> list[str]:
    """What was acknowledged in so many seconds."""
    done: list[str] = []
    until = time.monotonic() + seconds
    posts = (post(port, key, token, until, done) for _n in range(CONNECTIONS))
    await asyncio.gather(*posts)
    return done


def kept(store: Path) -> set[str]:
    """The folios in the file."""
    with sqlite3.connect(store / "buzon.sqlite") as connection:
        return {row[0] for row in connection.execute("SELECT folio FROM comment")}


def load(root: Path, seconds: float) -> None:
    """Both servers in turns; the rates, and what is lost."""
    served, port = start([START, "serve", "-w", str(root), "--port", "0"])
    bare, other = start([BARE])
    key, token = secret(root / "buzon")
    done: list[str] = []
    plain = 0
    turns = max(round(seconds / TURN), 1)
    for _turn in range(turns):
        done += asyncio.run(volley(port, key, token, TURN))
        plain += len(asyncio.run(volley(other, key, token, TURN)))
    for process in (served, bare):
        process.send_signal(signal.SIGTERM)
        process.wait()
    missing = set(done) - kept(root / "buzon")
    spent = turns * TURN
    print(f"mailbox: {len(done) / spent:.0f}/s for {spent:.0f} s, {len(missing)} lost")
    print(f"bare server: {plain / spent:.0f}/s")


def kills(root: Path, times: int) -> None:
    """SIGKILL while posts come in; what was acknowledged must be there."""
    acknowledged: set[str] = set()
    for _time in range(times):
        process, port = start([START, "serve", "-w", str(root), "--port", "0"])
        key, token = secret(root / "buzon")

        async def until_killed(
            process: subprocess.Popen[str] = process, port: int = port, key: bytes = key,
            token: str = token,
        ) -> list[str]:  # fmt: skip
            done: list[str] = []
            far = time.monotonic() + 5
            posts = [post(port, key, token, far, done) for _n in range(8)]
            asyncio.get_running_loop().call_later(random.uniform(0.05, 0.6), process.kill)
            await asyncio.gather(*posts)
            return done

        acknowledged |= set(asyncio.run(until_killed()))
        process.wait()
    missing = acknowledged - kept(root / "buzon")
    print(f"{times} kills, {len(acknowledged)} acknowledged, {len(missing)} lost")


def main() -> None:
    """The command line."""
    what, *rest = sys.argv[1:] or ["load"]
    with TemporaryDirectory() as folder:
        root = Path(folder)
        published(root)
        if what == "kills":
            kills(root, int(rest[0]) if rest else 50)
        else:
            load(root, float(rest[0]) if rest else 60.0)


if __name__ == "__main__":
    main()
