"""What a server keeps that is killed, and that 200 phones at once are all answered. The long
versions, with times, are in `benchmarks/focus`.
"""

import random

from kit.crowd import crowded, killed


def test_no_vote_that_was_acknowledged_is_lost_or_doubled_by_a_kill(stock, tmp_path):
    survived = killed(stock, tmp_path / "g", 3, random.Random(1))
    assert (survived.lost, survived.doubled) == (0, 0)
    assert survived.acknowledged >= 3


def test_200_phones_at_once_are_all_counted(stock, tmp_path):
    votes, bare = crowded(stock, tmp_path / "g", 200)
    assert votes.statuses == {303}
    assert bare.statuses == {200}
