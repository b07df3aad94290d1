"""Builds the manual of `docs/manual/` into `output/docs/`: runs its examples, takes the pictures
that they make, writes the reference of blocks, components and commands, and the pages.

An example that does not do what its chapter says ends it with status 1 and its place.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DAY = "1795694400"
"""26 November 2026, for all that asks what day it is: the same chapters make the same pages."""


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "output" / "docs")
    folder = parser.parse_args().output
    os.environ |= {"INFOGEN_LANG": "es", "COLUMNS": "100", "SOURCE_DATE_EPOCH": DAY}

    # These read the language when they are imported.
    from infogen.workspace import load
    from manual.chapters import read
    from manual.examples import Reader
    from manual.site import Album, write

    os.chdir(ROOT)
    chapters = read(Path("docs/manual"))
    album = Album(folder / "imagenes")
    with tempfile.TemporaryDirectory() as home:
        somebody = Reader(Path(home), album.keep)
        problems = [problem for chapter in chapters for problem in somebody.follow(chapter)]
    if problems:
        sys.stderr.write("\n".join(problems) + f"\n{len(problems)} wrong in the examples\n")
        return 1
    write(folder, chapters, album, load(ROOT))
    sys.stdout.write(f"{folder.as_posix()}/index.html\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
