"""A serif font of this machine that has every Vietnamese letter."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from qms.errors import Unavailable

# Tinos and Liberation Serif 2 have the widths of Times New Roman.
REGULAR = ("Tinos-Regular.ttf", "LiberationSerif-Regular.ttf", "times.ttf", "NotoSerif-Regular.ttf",
           "DejaVuSerif.ttf")  # fmt: skip
BOLD = ("Tinos-Bold.ttf", "LiberationSerif-Bold.ttf", "timesbd.ttf", "NotoSerif-Bold.ttf",
        "DejaVuSerif-Bold.ttf")  # fmt: skip
VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # à ả ã á ạ
PACKAGE = "fonts-croscore"
FOLDERS = ("/usr/local/share/fonts", "/usr/share/fonts", "~/.local/share/fonts", "~/.fonts")


@cache
def font(*, bold: bool = False) -> Path:
    """The file; raises Unavailable FONT-MISSING with the package to install."""
    wanted = BOLD if bold else REGULAR
    found = {path.name: path for path in _files(frozenset(wanted))}
    for name in wanted:
        if name in found and not lacking(found[name]):
            return found[name]
    if bold:
        return font()
    raise Unavailable("FONT-MISSING", package=PACKAGE)


def lacking(path: Path) -> str:
    """The Vietnamese letters this font does not have."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        has = TTFontFile(str(path)).charToGlyph
    except TTFError:
        return LETTERS
    return "".join(letter for letter in LETTERS if ord(letter) not in has)


def _letters() -> Iterator[str]:
    import unicodedata

    for vowel in VOWELS:
        yield vowel
        for tone in TONES:
            yield unicodedata.normalize("NFC", vowel + tone)
    yield "đ"


LETTERS = "".join(letter + letter.upper() for letter in _letters())


def _files(names: frozenset[str]) -> Iterator[Path]:
    for folder in _folders():
        for path, _, files in os.walk(folder):
            yield from (Path(path) / name for name in files if name in names)


def _folders() -> list[Path]:
    """Where fontconfig looks by default."""
    return [Path(one).expanduser() for one in FOLDERS]
