"""A frame as readable text: one line each, indented, with place, size, meaning and words."""

from infogen.scene import Frame, Image, Modules, Path, Placed, Rect, Text


def dump(frame: Frame) -> str:
    """The tree of a frame: `kind#id role x,y w×h`, `~name` of a part, texts in quotes, lengths rounded to a tenth."""
    return "\n".join(_lines(Placed(0.0, 0.0, frame), 0))


def _lines(placed: Placed, depth: int) -> list[str]:
    item, at = placed.item, f"{_n(placed.x)},{_n(placed.y)}"
    indent = "  " * depth
    match item:
        case Frame():
            name = (item.kind or "frame") + (f"#{item.id}" if item.id else "")
            role = f" {item.meaning.role}" if item.meaning.role else ""
            size = f"{_n(item.size.width)}×{_n(item.size.height)}"
            size += f" ~{item.meaning.whole}" if item.meaning.whole else ""
            head = f"{indent}{name}{role} {at} {size}"
            return [head, *(line for inner in item.items for line in _lines(inner, depth + 1))]
        case Text():
            return [f'{indent}text {at} "{item.text}" {item.font} {_n(item.size)} {item.color}']
        case Rect():
            fill = item.fill or (item.border and f"border {item.border.color}")
            return [f"{indent}rect {at} {_n(item.width)}×{_n(item.height)} {fill}"]
        case Path():
            return [f"{indent}path {at} {len(item.commands)} commands"]
        case Image():
            return [f"{indent}image {at} {_n(item.width)}×{_n(item.height)}"]
        case Modules():
            return [f"{indent}modules {at} {len(item.rows)} × {_n(item.module)}"]


def _n(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"
