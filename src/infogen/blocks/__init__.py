"""The kinds of block: to add one, write its file and name it here."""

from infogen.blocks.base import Block
from infogen.blocks.chart import Chart
from infogen.blocks.containers import Column, Grid, Row
from infogen.blocks.dots import Dots
from infogen.blocks.flow import Flow
from infogen.blocks.gutter import Gutter
from infogen.blocks.icon import Icon
from infogen.blocks.mark import Mark
from infogen.blocks.overlay import Overlay
from infogen.blocks.picture import PictureBlock
from infogen.blocks.qr import Qr
from infogen.blocks.ribbon import Ribbon
from infogen.blocks.rule import Rule
from infogen.blocks.seal import Seal
from infogen.blocks.shape import Shape
from infogen.blocks.table import Table
from infogen.blocks.text import Text
from infogen.blocks.timeline import Timeline

BLOCKS: dict[str, type[Block]] = {
    "column": Column,
    "row": Row,
    "grid": Grid,
    "overlay": Overlay,
    "flow": Flow,
    "gutter": Gutter,
    "text": Text,
    "timeline": Timeline,
    "dots": Dots,
    "chart": Chart,
    "icon": Icon,
    "mark": Mark,
    "picture": PictureBlock,
    "qr": Qr,
    "ribbon": Ribbon,
    "rule": Rule,
    "seal": Seal,
    "shape": Shape,
    "table": Table,
}
