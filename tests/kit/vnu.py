"""The Nu Html Checker, the validator of the HTML standard's own people."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

JAR = Path(sys.prefix) / "vnu/node_modules/vnu-jar/build/dist/vnu.jar"


def invalid(files: Sequence[Path]) -> list[str]:
    """What is wrong in some pages and style sheets, as `file:line: message`."""
    assert JAR.is_file(), "the validator of HTML is missing: make .venv/ready-to-test gets it"
    java = shutil.which("java")
    assert java, "Java is missing (on Debian: apt install default-jdk-headless)"
    command = [java, "-Xss4m", "-jar", str(JAR), "--also-check-css", "--format", "json"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    return [
        f"{Path(found['url']).parent.name}/{Path(found['url']).name}:{found.get('lastLine')}:"
        f" {found['message']}"
        for found in json.loads(done.stderr)["messages"]
        if found["type"] == "error" or found.get("subType") == "warning"
    ]
