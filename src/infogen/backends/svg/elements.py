"""Elements of an SVG as text, with numbers as short as they may be."""

from infogen.backends.markup import escape_value


def num(value: float, places: int) -> str:
    """A number with so many decimals at most."""
    short = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
    return "0" if short in ("-0", "") else short


def attributes(**given: str | None) -> str:
    """The attributes that are given, each after a space; `_` in a name stands for `-`."""
    return "".join(
        f' {name.strip("_").replace("_", "-")}="{escape_value(value)}"'
        for name, value in given.items()
        if value is not None
    )
