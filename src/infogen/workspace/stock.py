"""The stock: the layouts, content and fonts that stand behind every workspace."""

from pathlib import Path


def folder() -> Path:
    """The folder that holds `layouts/`, `data/` and `fonts/`.

    An installed package carries it as `infogen/stock`; in a checkout it is the root of the project.
    """
    here = Path(__file__).resolve().parents[1]  # the package
    packaged = here / "stock"
    return packaged if packaged.is_dir() else here.parents[1]


def stock_names(root: Path, kind: str) -> tuple[str, ...]:
    """The names of the files of `layouts/<kind>/`, the workspace's and the stock's, sorted."""
    folders = (root / "layouts" / kind, folder() / "layouts" / kind)
    return tuple(sorted({path.stem for here in folders for path in here.glob("*.yaml")}))
