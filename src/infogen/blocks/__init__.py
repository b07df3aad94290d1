"""The kinds of block: to add one, write its file and name it here."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from infogen.blocks.base import Block

_CLASSES = {
    "column": "containers.Column",
    "row": "containers.Row",
    "grid": "containers.Grid",
    "overlay": "overlay.Overlay",
    "flow": "flow.Flow",
    "gutter": "gutter.Gutter",
    "text": "text.Text",
    "timeline": "timeline.Timeline",
    "dots": "dots.Dots",
    "gantt": "gantt.Gantt",
    "chart": "chart.Chart",
    "drawing": "drawing.DrawingBlock",
    "icon": "icon.Icon",
    "mark": "mark.Mark",
    "picture": "picture.PictureBlock",
    "qr": "qr.Qr",
    "ribbon": "ribbon.Ribbon",
    "rule": "rule.Rule",
    "seal": "seal.Seal",
    "shape": "shape.Shape",
    "table": "table.Table",
}


class _Kinds(Mapping[str, type[Block]]):
    """The class of each kind, imported when it is first asked for: a piece uses a few."""

    def __getitem__(self, kind: str) -> type[Block]:
        module, _dot, name = _CLASSES[kind].partition(".")
        found: type[Block] = getattr(import_module(f"{__name__}.{module}"), name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_CLASSES)

    def __len__(self) -> int:
        return len(_CLASSES)


BLOCKS = _Kinds()
