"""Build the fonts of this folder from Debian's fonts-noto-cjk and fonts-lxgw-wenkai.

    apt install fonts-noto-cjk fonts-lxgw-wenkai
    pip install '.[fonts]'
    python resources/fonts/build.py [FOLDER]

reportlab takes TrueType outlines only, so the curves of the Noto collections are made quadratic. What
neither paper nor window needs (vertical writing, shaping, hints, other languages) is left out. The fonts
carry names of our own, as the licence asks of changed fonts. The same input gives the same bytes:
dates come from SOURCE_DATE_EPOCH.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from character_sets import RADICALS, common_characters, gb2312, gbk, ideographs, symbols
from fontTools.misc.timeTools import epoch_diff
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

NOTO = Path("/usr/share/fonts/opentype/noto")
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
SIMPLIFIED = 2  # the face for mainland China inside a Noto collection
DEFAULT_EPOCH = 1_700_000_000
VERSION = "1.0"
CURVE_ERROR = 1.0  # units of 1,000 to the em: a hundredth of a millimetre in a title
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
LICENCE_ADDRESS = "https://openfontlicense.org"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One built font: its names, what it is made from and which code points it carries."""

    file: str
    family: str
    style: str
    source: Path
    face: int
    wanted: frozenset[int]

    @property
    def postscript_name(self) -> str:
        """Unique among all fonts: two fonts of one name collide silently in a PDF and print blanks."""
        return f"{self.family.replace(' ', '')}-{self.style}"


def recipes() -> list[Recipe]:
    """The fonts in the order in which a missing character is looked for."""
    everyday = frozenset(gb2312() | common_characters() | symbols())
    text = everyday | gbk()
    rare = frozenset(ideographs())
    sans, sans_bold = NOTO / "NotoSansCJK-Regular.ttc", NOTO / "NotoSansCJK-Bold.ttc"
    serif, serif_bold = NOTO / "NotoSerifCJK-Regular.ttc", NOTO / "NotoSerifCJK-Bold.ttc"
    return [
        Recipe("MinqingHei-Regular.ttf", "Minqing Hei", "Regular", sans, SIMPLIFIED, text),
        Recipe("MinqingHei-Bold.ttf", "Minqing Hei", "Bold", sans_bold, SIMPLIFIED, everyday),
        Recipe("MinqingSong-Regular.ttf", "Minqing Song", "Regular", serif, SIMPLIFIED, everyday),
        Recipe("MinqingSong-Bold.ttf", "Minqing Song", "Bold", serif_bold, SIMPLIFIED, everyday),
        Recipe("MinqingHeiRare-Regular.ttf", "Minqing Hei Rare", "Regular", sans, SIMPLIFIED, rare),
        Recipe("MinqingKaiRare-Regular.ttf", "Minqing Kai Rare", "Regular", WENKAI, -1, rare),
    ]


def build(recipe: Recipe, folder: Path, taken: frozenset[int]) -> frozenset[int]:
    """Write one font and return its code points; `taken` are those an earlier font already has."""
    font = TTFont(recipe.source, fontNumber=recipe.face, recalcTimestamp=False)
    chosen = sorted(recipe.wanted & font.getBestCmap().keys() - taken - set(RADICALS))
    _reduce(font, chosen)
    if "CFF " in font:
        _make_quadratic(font)
    _give_each_code_its_glyph(font)
    _rename(font, recipe)
    font["head"].created = font["head"].modified = _timestamp()
    font.save(folder / recipe.file, reorderTables=True)
    return frozenset(font.getBestCmap())


def _reduce(font: TTFont, codes: list[int]) -> None:
    options = Options(
        layout_features=[],
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
        glyph_names=False,
        legacy_cmap=False,
        name_IDs=[0],
        name_languages=[0x409],
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "gasp", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def _make_quadratic(font: TTFont) -> None:
    """Replace cubic CFF outlines by quadratic TrueType ones."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    del font["CFF "]
    for name in order:
        outlines[name].recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(outlines[name], "xMin", 0))
    _declare_truetype(font, len(order))


def _declare_truetype(font: TTFont, glyph_count: int) -> None:
    maxp = font["maxp"]
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, glyph_count
    maxp.maxZones = 1
    for unused in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{unused}", 0)
    maxp.maxSizeOfInstructions = maxp.maxComponentElements = 0
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\000\001\000\000"


def _give_each_code_its_glyph(font: TTFont) -> None:
    """Copy glyphs that several code points share, so that a glyph in a text layer means one character.

    A middle dot in a name would otherwise be copied out of a PDF as a bullet or a Katakana dot.
    """
    glyf, metrics, order = font["glyf"], font["hmtx"], list(font.getGlyphOrder())
    owner: dict[str, int] = {}
    renamed = {}
    for code, name in sorted(font.getBestCmap().items()):
        if owner.setdefault(name, code) != code:
            renamed[code] = f"{name}.{code:X}"
            glyf.glyphs[renamed[code]], metrics.metrics[renamed[code]] = glyf[name], metrics[name]
            order.append(renamed[code])
    for table in font["cmap"].tables:
        table.cmap.update({code: name for code, name in renamed.items() if code in table.cmap})
    font.setGlyphOrder(order)
    glyf.glyphOrder = order
    font["maxp"].numGlyphs = len(order)


def _rename(font: TTFont, recipe: Recipe) -> None:
    copyright_text = font["name"].getDebugName(0) or ""
    table = font["name"]
    table.names = []
    texts = {
        0: f"{copyright_text} Changed and renamed; see the licence beside this font.",
        1: recipe.family,
        2: recipe.style,
        3: f"{VERSION};{recipe.postscript_name}",
        4: recipe.family if recipe.style == "Regular" else f"{recipe.family} {recipe.style}",
        5: f"Version {VERSION}",
        6: recipe.postscript_name,
        13: LICENCE,
        14: LICENCE_ADDRESS,
    }
    for key, value in texts.items():
        table.setName(value, key, 3, 1, 0x409)
    bold = recipe.style == "Bold"
    font["OS/2"].achVendID = "NONE"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = int(bold)
    font["head"].fontRevision = float(VERSION)


def _timestamp() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", DEFAULT_EPOCH)) - epoch_diff


def main(folder: Path) -> None:
    """Build every font; the rare ones carry only what the text font lacks."""
    text: frozenset[int] = frozenset()
    for recipe in recipes():
        is_rare = recipe.family.endswith("Rare")
        codes = build(recipe, folder, text if is_rare else frozenset())
        if is_rare or recipe.file == "MinqingHei-Regular.ttf":
            text |= codes
        size = (folder / recipe.file).stat().st_size
        print(f"{recipe.file:28} {len(codes):6} characters {size / 1e6:5.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
