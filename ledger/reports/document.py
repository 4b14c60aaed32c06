"""A PDF in the making: opened with what it says of itself, closed page by page."""

import threading
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from ledger.language import _, current_language
from ledger.reports.fonts import loaded_font, text_face
from ledger.reports.sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet

# reportlab's fonts remember where in their file they read: one document at a time.
ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself to a reader's program."""

    title: str
    author: str
    subject: str
    made_at: datetime
    keywords: str = ""


def open_canvas(imprint: Imprint, out: BytesIO) -> Any:
    """A canvas that writes an A4 document to `out`; the same drawing gives the same bytes."""
    face = text_face().chain[0]
    loaded_font(face)
    canvas = Canvas(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 6),
        initialFontName=face,
        lang="zh-CN" if current_language() == "zh_CN" else current_language(),
    )
    canvas.setTitle(imprint.title)
    canvas.setAuthor(imprint.author)
    canvas.setSubject(imprint.subject)
    canvas.setCreator(_("People's ledger"))
    canvas.setKeywords(imprint.keywords)
    canvas.setDateFormatter(lambda *_invariant: f"D:{imprint.made_at:%Y%m%d%H%M%S}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def finish_page(canvas: Any, sheet: Sheet, marks: list[tuple[str, float]], number: int) -> None:
    """Put a drawn page into the document; `marks` (title, y) become entries of its outline."""
    canvas.addLiteral(sheet.operations())
    for count, (title, y) in enumerate(marks):
        key = f"page-{number}-{count}"
        canvas.bookmarkHorizontalAbsolute(key, PAGE_HEIGHT - y)
        canvas.addOutlineEntry(title, key, level=0)
    canvas.showPage()
