"""Folding Vietnamese text for search, one character for one character.

The folded text is exactly as long as the NFC text it came from, so that an offset found in one
is an offset in the other: highlights are cut from the original.
"""

import unicodedata

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
# Letters that do not decompose: đ itself and the look-alikes that old conversions left behind.
_BARRED = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o"}
_FULLWIDTH = range(0xFF01, 0xFF5F)
_TABLE_END = 0x3000  # beyond it nothing of ours folds; one lower-case call does


def nfc(text: str) -> str:
    """The text in NFC, the only form in which anything here is compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, đ as d, every hyphen as '-'; the same length as `text` in NFC."""
    return nfc(text).translate(_TABLE)


def _folded(character: str) -> str:
    if character in _BARRED:
        return _BARRED[character]
    if character in _HYPHENS:
        return "-"
    if character in _QUOTES:
        return '"'
    if ord(character) in _FULLWIDTH:
        character = unicodedata.normalize("NFKC", character)
    return _lower(_base(character))


def _base(character: str) -> str:
    """The letter under the marks, where the character is one letter with marks."""
    parts = unicodedata.normalize("NFD", character)
    return parts[0] if all(map(unicodedata.combining, parts[1:])) else character


def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


class _FoldTable(dict[int, str]):
    def __missing__(self, code_point: int) -> str:
        # Not stored: a file with every character of Unicode must not grow the table.
        return _folded(chr(code_point))


_TABLE = _FoldTable((number, _folded(chr(number))) for number in range(_TABLE_END))

# hoà = hòa, khoẻ = khỏe, thuý = thúy: where the mark stands is a habit, not a difference.
_OPEN_ENDINGS = {
    "o" + late: early + plain
    for plain, lates in (("a", "àáảãạ"), ("e", "èéẻẽẹ"))
    for late, early in zip(lates, "òóỏõọ", strict=True)
} | {
    "u" + late: early + "y" for late, early in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)
}  # fmt: skip


def exact(word: str) -> str:
    """The word in lower case with its marks, the tone mark in its older place (hòa, thúy)."""
    lowered = nfc(word).lower()
    ending = lowered[-2:]
    if ending not in _OPEN_ENDINGS or lowered[-3:-2] == "q":
        return lowered
    return lowered[:-2] + _OPEN_ENDINGS[ending]
