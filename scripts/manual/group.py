"""A focus group of straw: six households vote with phones, as the chapter says, while the server
runs. What they answer is fixed.
"""

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode, urlsplit

SOURCE = Path(__file__).parents[2] / "src"
HOUSEHOLDS = "ABCDEF"
ORDERS = ("circulo", "triangulo")
"""Five households put the circle first, the last one the triangle."""


class Visitor:
    """A browser as far as a vote needs one: addresses, forms, cookies."""

    def __init__(self, authority: str) -> None:
        self.authority = authority
        self.cookie = ""

    def get(self, path: str) -> str:
        """The page of a path, or of where it leads."""
        return self.ask("GET", path, "")

    def post(self, path: str, fields: dict[str, str]) -> None:
        """Fill in the form of a path and send it."""
        page = self.get(path)
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        self.ask("POST", path, urlencode({**hidden, **fields}))

    def ask(self, method: str, path: str, body: str) -> str:
        """What a request answers, or where it leads. Raises `AssertionError` for a refusal."""
        connection = http.client.HTTPConnection(self.authority, timeout=20)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.cookie = answer.headers.get("Set-Cookie", self.cookie).partition(";")[0]
        connection.close()
        if answer.status in (302, 303):
            return self.ask("GET", answer.headers["Location"], "")
        assert answer.status == 200, f"{method} {path}: {answer.status}\n{text}"
        return text


class Served:
    """`infogen focus serve` as a process, ended as with Ctrl+C; `told` is what it printed."""

    def __init__(self, command: list[str], at: Path) -> None:
        self.told = ""
        self.status = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "infogen", *command, "--port", "0", "--host", "127.0.0.1"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=at,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"},
        )

    def __enter__(self) -> "Served":
        assert self._process.stdout
        while "/dirige/entrar/" not in self.told:
            line = self._process.stdout.readline()
            assert line, self.told
            self.told += line
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGINT)
        assert self._process.stdout
        self.told += self._process.stdout.read()
        self._process.stdout.close()
        self.status = self._process.wait(30)

    def meet(self) -> None:
        """Everybody enters, looks, answers and ranks."""
        join, lead = (urlsplit(found) for found in re.findall(r"http://\S+", self.told)[:2])
        leader = Visitor(lead.netloc)
        leader.get(lead.path)
        voters = [Visitor(join.netloc) for _household in HOUSEHOLDS]
        for household, voter in zip(HOUSEHOLDS, voters, strict=True):
            voter.post(join.path, {"household": household, "band": "35-59"})
        self._next(leader)
        for voter in voters:
            voter.post("/v/mirar/pregunta", {"glance": "de copias"})
        self._next(leader)
        for voter in voters:
            voter.post("/v/entender/1", {"answer": "1"})
        self._next(leader)
        for number, voter in enumerate(voters):
            first = ORDERS[number == len(voters) - 1]
            places = {shape: "1" if shape == first else "2" for shape in ORDERS}
            for criterion in ("attention", "clarity"):
                voter.post(f"/v/ordenar/{criterion}", places)
            voter.post("/v/cambiar", {"line": ""})
        self._next(leader)

    def _next(self, leader: Visitor) -> None:
        for action in ("close", "open"):
            page = leader.get("/dirige")
            form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
            leader.ask("POST", "/dirige/etapa", urlencode({**form, "do": action}))
