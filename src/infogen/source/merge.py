"""One mapping over another: a variant over its piece, a theme over the one that it extends, a
translation over the content.
"""

from collections.abc import Callable

from infogen.source import Map


def merge_maps(
    base: Map, over: Map, within: Callable[[str], bool] = lambda _path: False, path: str = ""
) -> Map:
    """The keys of `base`, and those of `over` in place of them or after them, each with the place
    where it was written. The whole is placed where `over` is.

    Two mappings at a path such as `copy.guia` are merged in turn where `within` says so, and keep
    the place of `base`.
    """
    whole = Map(over.span)
    for key, value in base.items():
        whole.put(key, value, base.spans[key], base.keys_at[key])
    for key, value in over.items():
        below, at = base.get(key), f"{path}{key}"
        if isinstance(value, Map) and isinstance(below, Map) and within(at):
            whole.put(
                key,
                merge_maps(below, value, within, f"{at}."),
                base.spans[key],
                base.keys_at[key],
            )
        else:
            whole.put(key, value, over.spans[key], over.keys_at[key])
    return whole
