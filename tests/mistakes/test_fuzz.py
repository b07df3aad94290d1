"""The YAML of the stock, changed: whatever stands there, commands end in words and leave no halves.

`python -m benchmarks.fuzz --minutes N` goes on for as long as one wants.
"""

import tempfile
from pathlib import Path

from benchmarks.fuzz import FILES, KINDS, Change, changed, faults
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kit.calls import calls_at_most

MOST_CALLS = 40_000_000
"""Calls of functions that a round may take: the stock itself takes a tenth."""

PARTS = st.floats(0, 1, exclude_max=True)
CHANGES = st.builds(Change, st.sampled_from(tuple(KINDS)), PARTS, PARTS, st.integers(0, 98))


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.sampled_from(FILES), st.lists(CHANGES, min_size=1, max_size=4))
def test_changed_files_end_in_words(file: str, changes: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder, calls_at_most(MOST_CALLS):
        assert list(faults(Path(folder), file, changed(file, changes))) == []
