from math import inf

from hypothesis import given
from hypothesis import strategies as st

from infogen.blocks.tracks import track_sizes

numbers = st.floats(0, 500).map(lambda n: round(n, 2))
tracks = st.lists(
    st.one_of(numbers, st.just("auto"), st.sampled_from(["1fr", "2fr", "0.5fr"])),
    min_size=1,
    max_size=6,
)


def test_a_number_is_fixed_and_fr_shares_what_is_left():
    assert track_sizes([100.0, "1fr", "3fr"], 520.0, 10.0, lambda i: 0.0) == [100.0, 100.0, 300.0]


def test_auto_is_natural_where_there_is_room():
    assert track_sizes(["auto", "1fr"], 300.0, 0.0, lambda i: 80.0) == [80.0, 220.0]


def test_the_widest_auto_tracks_give_way_equally():
    wants = [300.0, 200.0, 40.0]
    assert track_sizes(["auto"] * 3, 300.0, 0.0, wants.__getitem__) == [130.0, 130.0, 40.0]


def test_in_an_infinite_room_fr_is_natural():
    assert track_sizes(["1fr", 20.0], inf, 5.0, lambda i: 70.0) == [70.0, 20.0]


@given(tracks, numbers, st.floats(0, 20))
def test_tracks_and_gaps_fill_the_room_if_any_is_fr(specs, room, gap):
    sizes = track_sizes(specs, room, gap, lambda i: 10.0)
    assert all(size >= 0 for size in sizes)
    used = sum(sizes) + gap * (len(sizes) - 1)
    fixed = sum(s for s in specs if not isinstance(s, str)) + gap * (len(specs) - 1)
    if any(str(s).endswith("fr") for s in specs) and fixed + 10 * specs.count("auto") <= room:
        assert abs(used - room) < 1e-6
    if fixed <= room:
        assert used <= room + 1e-6 or not any(isinstance(s, str) for s in specs)
