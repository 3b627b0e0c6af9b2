"""What a Word file says against what the register says, told before it is submitted."""

import re
import unicodedata
from collections.abc import Sequence

from qms.word import cover
from qms.word.marks import Mark
from qms.word.problem import Problem, problem
from qms.word.reader import Content

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
AUTHORS_SHOWN = 5
PLACES_SHOWN = 3
FONTS_SHOWN = 3


def mismatches(
    content: Content, *, code: str, title: str, edition: int, revision: int
) -> tuple[Problem, ...]:
    """Every difference from the register; nothing here forbids, the author decides."""
    found = [
        _code(content, code),
        _number("EDITION", content.edition, edition),
        _number("REVISION", content.revision, revision),
        _title(content, title),
        _header(content.cover, content.header),
        _old_fonts(content.old_fonts),
    ]
    return tuple(one for one in found if one)


def submission_problems(content: Content) -> tuple[Problem, ...]:
    """What must be settled in Word first: tracked changes, comments, a file without words."""
    found = [
        _marks("WORD-TRACKED-CHANGES", content.changes),
        _marks("WORD-COMMENTS", content.comment_marks),
        None if content.text else problem("WORD-NO-TEXT"),
    ]
    return tuple(one for one in found if one)


def canonical_code(code: str) -> str:
    """`QT-05`, `qt05` and `QT.5` are one code; đ is not d."""
    groups = re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", code).upper())
    return "-".join(group.lstrip("0") or "0" if group.isdecimal() else group for group in groups)


def same_title(one: str, other: str) -> bool:
    """Equal without case, punctuation, the place of a tone mark and a leading kind of document."""
    first, second = _words(one), _words(other)
    return first == second or _untyped(first) == second or first == _untyped(second)


def _words(title: str) -> str:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", title).casefold())
    return " ".join(map(_syllable, words))


def _untyped(words: str) -> str:
    kind = KINDS.match(words)
    return words[kind.end() :].strip() if kind else words


def _syllable(word: str) -> str:
    """Tones after the letters: `hoà` and `hòa` are one syllable, `hoa` is another."""
    signs = unicodedata.normalize("NFD", word)
    letters = "".join(sign for sign in signs if sign not in TONES)
    return letters + "".join(sign for sign in signs if sign in TONES)


KINDS = re.compile(rf"(?:{'|'.join(map(_words, cover.KIND_WORDS))})(?= )")


def _old_fonts(fonts: Sequence[str]) -> Problem | None:
    """What was read is a conversion: search uses it, a person should check it."""
    return problem("WORD-OLD-FONTS", fonts=_listed(fonts, FONTS_SHOWN)) if fonts else None


def _code(content: Content, expected: str) -> Problem | None:
    if content.code is None:
        return problem("WORD-CODE-MISSING", expected=expected)
    if canonical_code(content.code) == canonical_code(expected):
        return None
    return problem("WORD-CODE-DIFFERS", found=content.code, expected=expected)


def _number(which: str, found: int | None, expected: int) -> Problem | None:
    if found is None:
        return problem(f"WORD-{which}-MISSING", expected=f"{expected:02}")
    if found == expected:
        return None
    return problem(f"WORD-{which}-DIFFERS", found=f"{found:02}", expected=f"{expected:02}")


def _title(content: Content, expected: str) -> Problem | None:
    if not content.title:
        return problem("WORD-TITLE-MISSING", expected=expected)
    if same_title(content.title, expected):
        return None
    return problem("WORD-TITLE-DIFFERS", found=content.title, expected=expected)


def _header(on_cover: cover.Labels, in_header: cover.Labels) -> Problem | None:
    """The running header contradicts the cover: the reader of page 5 sees another edition."""
    pairs = (
        (
            on_cover.code and canonical_code(on_cover.code),
            in_header.code and canonical_code(in_header.code),
        ),
        (on_cover.edition, in_header.edition),
        (on_cover.revision, in_header.revision),
    )
    if all(one == other for one, other in pairs if one is not None and other is not None):
        return None
    return problem("WORD-HEADER-DISAGREES", cover=_stated(on_cover), header=_stated(in_header))


def _stated(labels: cover.Labels) -> str:
    numbers = (labels.edition, labels.revision)
    version = "/".join("?" if number is None else f"{number:02}" for number in numbers)
    return f"{labels.code or '?'} ({version})"


def _marks(code: str, marks: Sequence[Mark]) -> Problem | None:
    if not marks:
        return None
    authors = list(dict.fromkeys(mark.author for mark in marks if mark.author))
    places = list(dict.fromkeys(mark.where for mark in marks if mark.where))
    return problem(
        code,
        count=len(marks),
        authors=_listed(authors, AUTHORS_SHOWN),
        where=_listed([f"“{place}”" for place in places], PLACES_SHOWN),
    )


def _listed(names: Sequence[str], most: int) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "") if names else "?"
