"""The process of a command: signals, closed streams, and whose modules it imports."""

import os
import signal
import subprocess
import sys

import pytest

from kit.notice import notice

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and streams of POSIX")


@pytest.fixture
def campaign(tmp_path):
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/tiny.yaml").write_text(notice("Hola"), "utf-8")
    return tmp_path


def test_a_closed_output_is_no_traceback(campaign):
    line = f"{sys.executable} -m infogen build tiny >&-"
    done = subprocess.run(line, shell=True, cwd=campaign, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (campaign / "output/tiny/tiny-square.png").read_bytes().startswith(b"\x89PNG")


def test_a_campaign_brings_no_modules(campaign):
    for name in ("click", "msgspec", "yaml"):
        (campaign / f"{name}.py").write_text("raise SystemExit(99)\n")
    command = [sys.executable, "-m", "infogen", "list"]
    done = subprocess.run(command, cwd=campaign, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_command_as_an_error_does(number):
    code = (
        "import time\n"
        "from infogen import cli\n"
        "def waits(_arguments):\n"
        "    try:\n"
        "        print('waiting', flush=True)\n"
        "        time.sleep(60)\n"
        "    finally:\n"
        "        print('tidied', flush=True)\n"
        "cli.run = waits\n"
        "cli.main()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(number)
        assert process.stdout.readline() == b"tidied\n"
        assert process.wait(30) == 128 + number


@pytest.mark.parametrize(
    ("limit", "env"),
    [
        ("ulimit -n 24", {}),
        ("ulimit -c 0", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}),
        ("unset HOME XDG_CACHE_HOME", {}),
        ("umask 077", {"TMPDIR": "/nowhere"}),
    ],
    ids=["few descriptors", "no UTF-8", "no home", "no room for temporary files"],
)
def test_a_build_needs_little_of_the_system(limit, env, campaign):
    line = f"{limit}; {sys.executable} -m infogen build tiny"
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=campaign,
        env={**os.environ, **env},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (campaign / "output/tiny/tiny-square.png").read_bytes().startswith(b"\x89PNG")
