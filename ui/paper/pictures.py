"""The pages of a PDF as pictures, each drawn when it is looked at."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

# Pages kept as pictures: what is seen, and one screen each way.
_KEPT = 8


class PagePictures:
    """A PDF's pages. Belongs to the window's thread, as the library that draws them knows but one.

    The PDF is open only while pages are looked at: `close` gives it back, the next picture opens it again.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._opened: Any = None
        document = self._document()
        self.sizes = tuple(QSizeF(*document.get_page_size(at)) for at in range(len(document)))
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, number: int, width: int) -> QImage:
        """Page `number` (from 0), `width` pixels wide."""
        key = (number, width)
        if key not in self._kept:
            self._kept[key] = self._draw(number, width)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def close(self) -> None:
        """Forget the pictures and close the PDF."""
        self._kept.clear()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _document(self) -> Any:
        if self._opened is None:
            import pypdfium2

            self._opened = pypdfium2.PdfDocument(self._content)
        return self._opened

    def _draw(self, number: int, width: int) -> QImage:
        page = self._document()[number]
        try:
            bitmap = page.render(scale=width / self.sizes[number].width(), prefer_bgrx=True)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            # The library's memory goes with the bitmap, so the picture takes its own.
            return image.copy()
        finally:
            page.close()
