"""Fixed, `auto` and `fr` sizes of rows, columns and grids to numbers."""

from collections.abc import Callable, Sequence
from math import inf

Track = float | str
"""A number is fixed, `auto` is the content's own size, `2fr` two shares of what is left."""


def share(track: Track) -> float:
    """The shares of an `fr` track, 0 for others."""
    if isinstance(track, str) and track.endswith("fr"):
        return float(track[:-2] or 1)
    return 0.0


def track_sizes(
    tracks: Sequence[Track], room: float, gap: float, natural: Callable[[int], float]
) -> list[float]:
    """The size of each track in `room` with `gap` between two.

    `natural(i)` is asked for each `auto` track, and for each `fr` track too where the room is
    infinite. Where the `auto` tracks want more than there is, the widest ones give way equally:
    they are at most the room.
    """
    shares = [share(track) for track in tracks]
    sizes = [0.0] * len(tracks)
    autos: list[int] = []
    for i, track in enumerate(tracks):
        if isinstance(track, int | float):
            sizes[i] = float(track)
        elif track == "auto" or room == inf:
            sizes[i] = natural(i)
            autos.append(i)
    left = room - sum(sizes) - gap * max(0, len(tracks) - 1)
    if room == inf:
        return sizes
    if left < 0 and autos:
        _give_way(sizes, autos, -left)
        left = 0.0
    total = sum(shares)
    if total:
        sizes = [
            max(0.0, left) * part / total if part else size
            for size, part in zip(sizes, shares, strict=True)
        ]
    return sizes


def _give_way(sizes: list[float], autos: list[int], excess: float) -> None:
    """Lower the largest of the `auto` sizes together until `excess` is gone (or they are 0)."""
    ordered = sorted(autos, key=lambda i: sizes[i], reverse=True)
    for count in range(1, len(ordered) + 1):
        top = ordered[:count]
        floor = sizes[ordered[count]] if count < len(ordered) else 0.0
        level = (sum(sizes[i] for i in top) - excess) / count
        if level >= floor or count == len(ordered):
            for i in top:
                sizes[i] = max(0.0, level)
            return
