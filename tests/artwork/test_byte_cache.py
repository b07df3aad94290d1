"""What is remembered of pictures: never more bytes than allowed, and never another value."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from infogen.artwork.byte_cache import ByteCache, raster_bytes


def test_a_value_is_made_once():
    made = []
    cache = ByteCache(100, len)
    for _time in range(3):
        assert cache.get("a", lambda: made.append(1) or b"12345") == b"12345"
    assert made == [1]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 120)), max_size=60))
def test_it_never_holds_more_than_it_may(asked):
    cache = ByteCache(100, len)
    for key, size in asked:
        assert cache.get((key, size), lambda size=size: bytes(size)) == bytes(size)
        assert cache.held <= cache.most
    assert cache.held == sum(size for _value, size in cache._values.values())


def test_what_was_asked_for_longest_ago_goes_first():
    cache = ByteCache(100, len)
    made = []
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get(key, lambda key=key: made.append(key) or bytes(40))
    assert made == ["a", "b", "c", "b"]


def test_what_fails_is_tried_again():
    cache = ByteCache(100, len)
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: 1 / 0)
    assert cache.get("a", lambda: b"x") == b"x"


def test_threads_share_it():
    cache = ByteCache(1000, len)
    keys = [n % 13 for n in range(2000)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: cache.get(n, lambda: bytes([n]) * 90), keys))
    assert found == [bytes([n]) * 90 for n in keys]
    assert cache.held == 90 * len(cache) <= 1000


def test_a_raster_weighs_its_pixels():
    assert raster_bytes(Image.new("RGBA", (10, 20))) == 800
