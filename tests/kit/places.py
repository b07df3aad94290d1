"""Where the files are that tests read, and where they leave what differs."""

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
CASES = TESTS / "cases"
FIXTURES = TESTS / "fixtures"
REF = TESTS / "ref"
ACTUAL = ROOT / "output" / "test"
SOURCE = ROOT / "src"
DATA = ROOT / "data"
FONTS = ROOT / "fonts"
