"""Icons: vendored SVG outlines (Lucide, ISC), drawn in the colour of a role and in the size asked for."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

ICON_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "icons"


@lru_cache(maxsize=256)
def tinted_pixmap(name: str, colour: str, pixels: int, ratio: float = 1.0) -> QPixmap:
    """Icon `name` as a square of `pixels` (device independent) in `colour` (#RRGGBB).

    Raises FileNotFoundError for an icon that is not vendored.
    """
    from PySide6.QtSvg import QSvgRenderer

    svg = (ICON_FOLDER / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    pixmap = QPixmap(round(pixels * ratio), round(pixels * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def tinted_icon(name: str, colour: str, pixels: int, air: int = 0) -> QIcon:
    """Icon `name` in `colour`, sharp on a fine screen too.

    `air` is empty space to its right, in pixels.
    """
    icon = QIcon()
    # On an ordinary screen the doubled picture would never be seen.
    for ratio in {1.0, QGuiApplication.primaryScreen().devicePixelRatio()}:
        icon.addPixmap(_with_air(tinted_pixmap(name, colour, pixels, ratio), air))
    return icon


def _with_air(pixmap: QPixmap, air: int) -> QPixmap:
    if not air:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wider = QPixmap(pixmap.width() + round(air * ratio), pixmap.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wider
