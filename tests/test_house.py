"""The house keeps its own rules: who may import whom, how long things get, what is said in which words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES"
LONGEST_FILE, LONGEST_FUNCTION = 400, 50

# A room may import from the rooms on the floors below its own, and from itself; the rooms of one floor may
# also use those named before them.
FLOORS = (
    ("records", "errors"),
    ("language", "wording", "sentences"),
    ("rules",),
    ("store",),
    ("places", "people", "matters", "visits"),
    ("accounts", "search", "notebook", "dossiers"),
    ("reports", "exchange", "sample"),
    ("checks",),
    ("commands",),
)
ORDER = [room for floor in FLOORS for room in floor]


def sources(*folders: str) -> list[Path]:
    paths = [ROOT / folder for folder in folders]
    return [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "ledger" else ""


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", sources("ledger"), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_library_imports_only_downwards(path: Path) -> None:
    parts = path.relative_to(ROOT / "ledger").with_suffix("").parts
    if parts[0] == "__init__":
        return
    room = parts[0]
    assert room in ORDER, f"a room without a floor: {room}"
    for module in imports(path):
        assert not module.startswith(("ui", "PySide6")), module
        other = room_of(module)
        if other in ORDER:
            assert ORDER.index(other) <= ORDER.index(room), f"{room} must not import {module}"


def test_the_driver_is_named_in_one_file() -> None:
    named = [
        path.relative_to(ROOT).as_posix()
        for path in sources("ledger", "ui", "main.py")
        if any(re.match(r"(sqlite3|sqlcipher3|pysqlite3)\b", module) for module in imports(path))
    ]
    assert named == ["ledger/store/driver.py"]


def test_paper_is_drawn_in_one_room() -> None:
    for path in sources("ledger", "ui", "main.py"):
        if any(module.split(".")[0] == "reportlab" for module in imports(path)):
            assert path.is_relative_to(ROOT / "ledger" / "reports"), path


def test_the_desktop_knows_no_database() -> None:
    for path in sources("ui", "main.py"):
        for module in imports(path):
            assert module.split(".")[0] not in {"sqlite3", "sqlcipher3", "sqlite_utils"}, path
        assert not re.search(r"\.(rows|row|value|connection)\(\s*f?\"(select|insert|update)", path.read_text("utf-8"))


def test_pages_do_not_import_one_another() -> None:
    shared = {"application", "entering", "finding", "paper", "settings", "setup", "shell", "tables", "theme", "widgets"}
    pages = {p.name for p in (ROOT / "ui").iterdir() if p.is_dir() and p.name not in shared}
    for path in sources(*(f"ui/{page}" for page in pages)):
        own = path.relative_to(ROOT / "ui").parts[0]
        for module in imports(path):
            parts = module.split(".")
            if parts[0] == "ui" and len(parts) > 1 and parts[1] in pages:
                assert parts[1] == own, f"{path} imports {module}"


@pytest.mark.parametrize("path", sources("ledger", "ui", "main.py"), ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE
    for function in functions(path):
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, function.name


@pytest.mark.parametrize("path", sources("ledger"), ids=lambda p: str(p.relative_to(ROOT)))
def test_everything_public_in_the_library_says_what_it_does(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, f"{path} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path}: {node.name}"
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                    assert ast.get_docstring(member), f"{path}: {node.name}.{member.name}"


def test_no_drawer_for_odds_and_ends() -> None:
    for path in sources("ledger", "ui", "tests"):
        assert path.stem not in {"utils", "util", "misc", "helpers", "helper", "manager", "common"}, path


KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "mark": None}


def messages_in_use() -> set[tuple[str | None, str | tuple[str, ...]]]:
    used = set()
    for folder in ("ledger", "ui"):
        for _file, _line, message, _comments, context in extract_from_dir(
            str(ROOT / folder), [("**.py", "python")], keywords=KEYWORDS
        ):
            used.add((context, tuple(message) if isinstance(message, list | tuple) else message))
    return {(context, message) for context, message in used if message}


def test_every_message_has_its_chinese_words_and_none_is_left_over() -> None:
    with (CATALOGUE / "ledger.po").open("rb") as file:
        catalogue = {
            (m.context, m.id if isinstance(m.id, str) else tuple(m.id)): m.string for m in read_po(file) if m.id
        }
    used = messages_in_use()
    main = ast.parse((ROOT / "main.py").read_text("utf-8"))
    used |= {
        (None, node.args[0].value)
        for node in ast.walk(main)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    }
    assert used - catalogue.keys() == set()
    assert catalogue.keys() - used == set()
    for (_context, message), words in catalogue.items():
        for text in [words] if isinstance(words, str) else words:
            assert text, f"no words for {message!r}"


PLACEHOLDER = re.compile(r"%\(\w+\)|%[sdr]")


def test_translations_keep_the_placeholders() -> None:
    with (CATALOGUE / "ledger.po").open("rb") as file:
        for message in read_po(file):
            if not message.id:
                continue
            original = message.id if isinstance(message.id, str) else message.id[-1]
            for text in [message.string] if isinstance(message.string, str) else message.string:
                assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(original)), original


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    def said(catalogue: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
        found = {}
        for message in catalogue:
            one = message.id if isinstance(message.id, str) else message.id[0]
            # Babel reads contexts from a compiled catalogue as bytes.
            context = message.context.decode() if isinstance(message.context, bytes) else message.context or ""
            found[context, one] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        found.pop(("", ""))
        return found

    with (CATALOGUE / "ledger.po").open("rb") as source, (CATALOGUE / "ledger.mo").open("rb") as compiled:
        assert said(read_mo(compiled)) == said(read_po(source))


def test_nothing_says_where_it_was_made() -> None:
    private = re.compile(r"/work/|/tmp/|/root/|/home/\w|pypi\.org|registry\.npmjs|deb\.debian")
    suffixes = {".py", ".md", ".toml", ".json", ".po", ".txt", ".sh", ""}
    here = Path(__file__).resolve()
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if path.is_dir() or path == here or any(p.startswith(".") and p != ".ci" for p in inside):
            continue
        if path.suffix in suffixes and "egg-info" not in str(path):
            assert not private.search(path.read_text(encoding="utf-8", errors="ignore")), path
