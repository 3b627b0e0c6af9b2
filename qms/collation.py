"""Ground: the Vietnamese order of words, without an operating system that knows it.

Letters first, then tones, then case (TCVN 6909 letters; the order of ICU `vi`): a ă â b c d đ e ê
… y, tones ngang, huyền, hỏi, ngã, sắc, nặng. Digits stand before letters, foreign letters (f j w z)
in their Latin places.
"""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; none is ngang
_LETTERS = {letter: place for place, letter in enumerate(ALPHABET)}
_FORMING = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn make another letter
_BLANK, _SIGN, _DIGIT, _LETTER, _FOREIGN = range(5)

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, ...], str]


def vi_key(text: str) -> Key:
    """A sort key: `sorted(titles, key=vi_key)` puts đ after d and ma mà mả mã má mạ in order."""
    text = unicodedata.normalize("NFC", text)
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for char in " ".join(text.split()).casefold():
        letter, tone = _parts(char)
        letters.append(_weight(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones), tuple(map(str.isupper, text)), text


def person_key(full_name: str) -> tuple[Key, Key, Key]:
    """Names go by the given name (the last word), then family name, then middle names."""
    words = full_name.split() or [""]
    family = words[0] if len(words) > 1 else ""
    return vi_key(words[-1]), vi_key(family), vi_key(" ".join(words[1:-1]))


def _parts(char: str) -> tuple[str, int]:
    """The letter without its tone, and the place of the tone (0 where there is none)."""
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    tone = max((TONES.find(mark) + 1 for mark in marks), default=0)
    forming = "".join(mark for mark in marks if mark in _FORMING)
    return unicodedata.normalize("NFC", base + forming), tone


def _weight(letter: str) -> tuple[int, int]:
    if letter.isspace():
        return _BLANK, 0
    if letter in _LETTERS:
        return _LETTER, _LETTERS[letter]
    if letter.isdigit():
        return _DIGIT, int(unicodedata.digit(letter, 0))
    return (_FOREIGN if letter.isalpha() else _SIGN), ord(letter[0])
