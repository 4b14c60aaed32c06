"""The month's PDF beside WeasyPrint, fpdf2 and LibreOffice on the same content.

    python tests/bench/month_pdf.py [--runs N] [--once-slow]

Every measurement runs in a process of its own and counts from the report at hand to the file on disk:
fonts are loaded anew each time, imports are not counted. LibreOffice is handed a finished workbook and
counts with its start, as a user who prints from a sheet would wait. What is not installed is skipped.
"""

import argparse
import html
import json
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "ledger" / "reports")]

from invented_month import invented_month  # noqa: E402

from ledger.records.accounts import MonthReport  # noqa: E402
from ledger.reports.linebreak import GLUE  # noqa: E402
from ledger.reports.month import draw_month, sections_of  # noqa: E402
from ledger.reports.table import Table  # noqa: E402

FONTS = ROOT / "resources" / "fonts"
SIZES = (500, 5000)
TARGETS = {"weasyprint": 30, "fpdf2": 10}
Tables = list[tuple[str, list[str], list[tuple[str, ...]]]]


def tables_of(report: MonthReport) -> Tables:
    """Title, heads and rows of every table behind page one."""
    return [
        (
            s.title,
            [column.heading for column in s.content.columns],
            [tuple(text.replace(GLUE, "") for text in row) for row in s.content.rows],
        )
        for s in sections_of(report)
        if isinstance(s.content, Table)
    ]


def ours(report: MonthReport, target: Path) -> float:
    """This project."""
    start = time.perf_counter()
    draw_month(report, target)
    return time.perf_counter() - start


def weasyprint(report: MonthReport, target: Path) -> float:
    """HTML and CSS."""
    import weasyprint as engine

    tables = tables_of(report)
    start = time.perf_counter()
    engine.HTML(string=_html(tables), base_url=str(FONTS)).write_pdf(target)
    return time.perf_counter() - start


def fpdf2(report: MonthReport, target: Path) -> float:
    """fpdf2's own tables."""
    from fpdf import FPDF
    from fpdf.enums import WrapMode
    from fpdf.fonts import FontFace

    class Paper(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 5, f"第 {self.page_no()} 页 / 共 {{nb}} 页", align="R")

    tables = tables_of(report)
    start = time.perf_counter()
    paper = Paper(format="A4")
    paper.add_font("Hei", "", FONTS / "MinqingHei-Regular.ttf")
    paper.add_font("Hei", "B", FONTS / "MinqingHei-Bold.ttf")
    paper.set_font("Hei", size=8.5)
    paper.add_page()
    for title, heads, rows in tables:
        paper.cell(0, 10, title, new_x="LMARGIN", new_y="NEXT")
        with paper.table(
            headings_style=FontFace(emphasis="BOLD"), line_height=4.2, wrapmode=WrapMode.CHAR, borders_layout="MINIMAL"
        ) as table:
            for row in (heads, *rows):
                table.row([str(text) for text in row])
    paper.output(str(target))
    return time.perf_counter() - start


def libreoffice(report: MonthReport, target: Path) -> float:
    """A workbook, printed by LibreOffice."""
    workbook = target.with_suffix(".xlsx")
    _write_workbook(tables_of(report), workbook)
    profile = f"-env:UserInstallation=file://{target.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(workbook)]
    # The very first start makes a profile, which no user waits for twice.
    subprocess.run([*command[:3], "--terminate_after_init"], check=True, capture_output=True)
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


ENGINES: dict[str, Callable[[MonthReport, Path], float]] = {
    "ours": ours,
    "libreoffice": libreoffice,
    "fpdf2": fpdf2,
    "weasyprint": weasyprint,
}


def _html(tables: Tables) -> str:
    def cells(kind: str, row: list[str] | tuple[str, ...]) -> str:
        return "".join(f"<{kind}>{html.escape(text).replace(chr(10), '<br>')}</{kind}>" for text in row)

    def lines(rows: list[tuple[str, ...]]) -> str:
        return "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)

    body = "".join(
        f"<h2>{html.escape(title)}</h2><table><thead><tr>{cells('th', heads)}</tr></thead>"
        f"<tbody>{lines(rows)}</tbody></table>"
        for title, heads, rows in tables
    )
    style = (
        "@font-face{font-family:Hei;src:url(MinqingHei-Regular.ttf)}"
        "@font-face{font-family:Hei;font-weight:bold;src:url(MinqingHei-Bold.ttf)}"
        "@page{size:A4;margin:20mm 17mm;@bottom-right{content:'第 ' counter(page) ' 页 / 共 ' counter(pages) ' 页'}}"
        "body{font:8.5pt Hei}table{width:100%;border-collapse:collapse}tr{break-inside:avoid}"
        "td,th{text-align:left;vertical-align:top;padding:3pt;border-bottom:.4pt solid #bbb}"
    )
    return f"<html lang=zh-CN><style>{style}</style><body>{body}</body></html>"


def _write_workbook(tables: Tables, path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        look = {"font_name": "Noto Sans CJK SC", "font_size": 8.5, "text_wrap": True, "valign": "top", "bottom": 4}
        plain, strong = book.add_format(look), book.add_format({**look, "bold": True})
        for title, heads, rows in tables:
            sheet = book.add_worksheet(title.split("（")[0][:31])
            sheet.set_paper(9)
            sheet.repeat_rows(0)
            sheet.set_footer("&R第 &P 页 / 共 &N 页")
            sheet.fit_to_pages(1, 0)
            sheet.set_column(0, len(heads) - 1, 12)
            for number, row in enumerate((heads, *rows)):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text, plain if number else strong)


def _is_installed(name: str) -> bool:
    if name == "libreoffice":
        return shutil.which("soffice") is not None
    return name == "ours" or find_spec({"fpdf2": "fpdf"}.get(name, name)) is not None


def _version(name: str) -> str:
    if name == "libreoffice":
        said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False).stdout.split()
        return said[1] if len(said) > 1 else "?"
    if name == "ours":
        return f"on reportlab {version('reportlab')}"
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def measure_one(name: str, matters: int) -> dict[str, float]:
    """Seconds, megabytes of file and of memory, and pages of one run in this process."""
    import pypdfium2

    report = invented_month(matters, visits=0, categories=15)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "month.pdf"
        seconds = ENGINES[name](report, target)
        who = resource.RUSAGE_CHILDREN if name == "libreoffice" else resource.RUSAGE_SELF
        memory = resource.getrusage(who).ru_maxrss / 1024
        with pypdfium2.PdfDocument(target) as document:
            pages = len(document)
        return {"seconds": seconds, "file": target.stat().st_size / 1e6, "memory": memory, "pages": pages}


def measure(name: str, matters: int, runs: int) -> dict[str, float]:
    """The run with the median time of `runs`, each in a fresh process."""
    command = [sys.executable, __file__, "--one", name, str(matters)]
    found = []
    for _run in range(runs):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    middle = statistics.median_low(run["seconds"] for run in found)
    return next(run for run in found if run["seconds"] == middle)


def machine() -> str:
    """The machine and what is compared."""
    names = Path("/proc/cpuinfo")
    models = [li for li in names.read_text().splitlines() if li.startswith("model name")] if names.exists() else []
    model = models[0].split(":")[1].strip() if models else platform.processor()
    return f"{model}, {len(models) or '?'} cores, {platform.platform()}, Python {platform.python_version()}"


def main() -> None:
    """Print a table of medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once-slow", action="store_true", help="one run of what takes over ten seconds")
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "MATTERS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure_one(options.one[0], int(options.one[1]))))
        return
    print(machine())
    for matters in SIZES:
        print(f"\n{matters} matters")
        print(f"{'':24}{'median':>9}{'ratio':>8}{'pages':>7}{'file':>9}{'memory':>9}")
        base = 0.0
        for name in ENGINES:
            if not _is_installed(name):
                print(f"{name:24}skipped: not installed")
                continue
            slow = options.once_slow and matters > SIZES[0] and name != "ours"
            found = measure(name, matters, 1 if slow else options.runs)
            base = base or found["seconds"]
            ratio = found["seconds"] / base
            target = TARGETS.get(name, 0) if matters == SIZES[-1] else 0
            verdict = f"  target ≥ {target}: {'met' if ratio >= target else 'MISSED'}" if target else ""
            print(
                f"{name + ' ' + _version(name):24}{found['seconds']:8.2f}s{ratio:7.1f}×{found['pages']:7.0f}"
                f"{found['file']:7.1f}MB{found['memory']:7.0f}MB{verdict}",
                flush=True,
            )


if __name__ == "__main__":
    main()
