"""A page of a scene to the other raster files, for places that take no PNG."""

from io import BytesIO

from infogen.backends.png import draw
from infogen.backends.xmp import xmp
from infogen.scene import Scene


def render_jpg(scene: Scene, page: int = 0) -> bytes:
    """The page as JPEG, with colours at full resolution, which thin coloured text needs."""
    file = BytesIO()
    draw(scene, page).save(
        file, "JPEG", quality=90, subsampling="4:4:4", optimize=True, xmp=xmp(scene, page)
    )
    return file.getvalue()


def render_webp(scene: Scene, page: int = 0) -> bytes:
    """The page as lossless WebP, which for flat graphics is smaller than a lossy one."""
    file = BytesIO()
    draw(scene, page).save(file, "WEBP", lossless=True, quality=50, method=1, xmp=xmp(scene, page))
    return file.getvalue()
