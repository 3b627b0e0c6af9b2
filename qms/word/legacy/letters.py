"""From the codes of the old fonts to Vietnamese letters in NFC.

TCVN3 (TCVN 5712:1993, fonts `.VnTime`): one code for each letter, capitals with tones only by the
capital fonts (`.VnTimeH`). VNI (fonts `VNI-Times`): a vowel and, behind it, a code for its marks.
"""

import unicodedata

from qms.word.legacy.fonts import Encoding

SYMBOL_AREA = range(0xF020, 0xF100)  # where symbol fonts put the same codes

_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {
    chr(first + step): letter
    for first, row in _TCVN3_ROWS.items()
    for step, letter in enumerate(row)
}

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
BREVE, ROOF = "\u0306", "\u0302"
VNI_MARKS = {
    "ø": GRAVE, "ù": ACUTE, "û": HOOK, "õ": TILDE, "ï": DOT,
    "ê": BREVE, "è": BREVE + GRAVE, "é": BREVE + ACUTE, "ú": BREVE + HOOK, "ü": BREVE + TILDE,
    "ë": BREVE + DOT, "â": ROOF, "à": ROOF + GRAVE, "á": ROOF + ACUTE, "å": ROOF + HOOK,
    "ã": ROOF + TILDE, "ä": ROOF + DOT,
}  # fmt: skip
VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
    "î": "ỵ"}  # fmt: skip
BREVES = frozenset("êèéúüë")
ROOFS = frozenset("âàáåãä")
TONES = frozenset("øùûõï")
TAKES = {
    "a": TONES | BREVES | ROOFS,
    "e": TONES | ROOFS,
    "o": TONES | ROOFS,
    "u": TONES,
    "y": TONES,
    "ô": TONES,  # drawn as ơ
    "ö": TONES,  # drawn as ư
}


def converted(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """The text as it is drawn; text that has Vietnamese letters already is left as it is."""
    plain = "".join(_lowered(letter) for letter in text)
    if any(ord(letter) > 0xFF and unicodedata.category(letter)[0] == "L" for letter in plain):
        return text
    drawn = _tcvn3(plain) if encoding is Encoding.TCVN3 else _vni(plain)
    return drawn.upper() if capitals else drawn


def _lowered(letter: str) -> str:
    return chr(ord(letter) - 0xF000) if ord(letter) in SYMBOL_AREA else letter


def _tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, letter) for letter in text)


def _vni(text: str) -> str:
    drawn: list[str] = []
    place = 0
    while place < len(text):
        taken = _marked(text, place)
        letter = text[place].lower()
        base = VNI_LETTERS.get(letter)
        if taken or base:
            marks = VNI_MARKS[text[place + 1].lower()] if taken else ""
            found = unicodedata.normalize("NFC", (base or letter) + marks)
            drawn.append(found.upper() if text[place].isupper() else found)
        else:
            drawn.append(text[place])
        place += 2 if taken else 1
    return "".join(drawn)


def _marked(text: str, place: int) -> bool:
    mark = text[place + 1 : place + 2].lower()
    return bool(mark) and mark in TAKES.get(text[place].lower(), ())
