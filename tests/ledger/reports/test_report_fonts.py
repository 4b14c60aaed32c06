"""The faces of the paper: what they hold, and that text comes back as it was written."""

import re

import pytest

from ledger.reports.fonts import (
    FONT_FOLDER,
    MISSING,
    font_lacks,
    loaded_font,
    strong_face,
    text_face,
    title_face,
    to_unicode_map,
)

FACES = (text_face, strong_face, title_face)
HARD_SPACE = 0xA0
RARE_NAMES = "䶮𬭎㛃堃喆翀"


def _decoded(codec: str, leads: range) -> str:
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    found = [pair.decode(codec, "ignore") for pair in pairs]
    return "".join(c for c in found if len(c) == 1 and c > "\x80" and not "\ue000" <= c <= "\uf8ff")


def _lacking(text: str) -> str:
    return "".join(c for c in text if font_lacks(c, text_face().chain))


def test_every_character_of_gbk_and_gb2312_can_be_printed() -> None:
    assert _lacking(_decoded("gb2312", range(0xA1, 0xF8))) == ""
    # The one sign the mainland face of Noto does not have.
    assert _lacking(_decoded("gbk", range(0x81, 0xFF))) == "≒"


def test_every_unified_ideograph_of_the_first_plane_can_be_printed() -> None:
    assert _lacking("".join(map(chr, range(0x4E00, 0x9FA6)))) == ""
    assert _lacking("".join(map(chr, range(0x3400, 0x4DB6)))) == ""


@pytest.mark.parametrize("face", FACES)
def test_every_common_character_stands_in_every_face(face: object) -> None:
    lines = (FONT_FOLDER / "common_characters.txt").read_text("utf-8").splitlines()
    common = "".join(line for line in lines if not line.startswith("#"))
    assert len(common) == 8105
    own = loaded_font(face().chain[0]).face.charToGlyph  # type: ignore[operator]
    assert [c for c in common if ord(c) not in own] == []


@pytest.mark.parametrize("face", FACES)
def test_a_text_is_drawn_in_runs_that_lose_nothing(face: object) -> None:
    text = f"住户{RARE_NAMES}𠮷野 3-2-501"
    runs = face().runs(text)  # type: ignore[operator]
    assert "".join(run for _font, run in runs) == text
    assert all(ord(c) in loaded_font(font).face.charToGlyph for font, run in runs for c in run)


def test_radicals_are_printed_as_the_characters_they_look_like() -> None:
    assert text_face().printable("⽅⼈") == "方人"


def test_what_cannot_be_printed_is_shown_to_be_missing_and_invisible_marks_vanish() -> None:
    assert text_face().printable("好👍") == f"好{MISSING}"
    assert text_face().printable("许\u200b敏\ufeff\U000e0100") == "许敏"
    assert text_face().printable("一\r\n二\t三") == "一\n二 三"


def test_figures_are_all_of_one_width() -> None:
    for face in (text_face(), strong_face()):
        assert len({face.width(digit, 1000) for digit in "0123456789"}) == 1


def test_characters_beyond_the_first_plane_become_pairs_in_blocks_the_specification_allows() -> None:
    table = to_unicode_map("ABC", [0, *range(0x4E00, 0x4E00 + 200), 0x2CB4E])
    assert f"<{201:02X}> <D872DF4E>" in table
    assert [line for line in table.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "1 beginbfchar",
    ]
    assert "<00> <" not in table.replace("<00> <C9>", "")


def test_the_fonts_have_names_of_their_own_and_no_radicals() -> None:
    fonts = [loaded_font(path.stem) for path in sorted(FONT_FOLDER.glob("*.ttf"))]
    names = [font.face.name.decode() for font in fonts]
    assert len(fonts) == len(set(names)) == 6
    assert names == [path.stem for path in sorted(FONT_FOLDER.glob("*.ttf"))]
    assert not re.search("noto|source|lxgw|霞鹜", " ".join(names), re.IGNORECASE)
    for font in fonts:
        assert not [code for code in range(0x2E80, 0x2FE0) if code in font.face.charToGlyph]
    assert len(list(FONT_FOLDER.glob("OFL-*.txt"))) == 2


def test_no_two_characters_share_a_glyph() -> None:
    for path in FONT_FOLDER.glob("*.ttf"):
        found = loaded_font(path.stem).face.charToGlyph.items()
        glyphs = [glyph for code, glyph in found if code != HARD_SPACE]  # reportlab makes it a space
        assert len(glyphs) == len(set(glyphs))
