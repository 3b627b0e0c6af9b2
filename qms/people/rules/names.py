"""Login grammar, and how Vietnamese names are folded for search and sorted by given name."""

import re
import unicodedata

from qms.errors import Invalid

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,38}[a-z0-9]")


def check_login(login: str) -> str:
    """The login as kept: lower case ASCII, 3 to 40 of letters, digits, `.`, `_`, `-`."""
    login = login.strip().casefold()
    if not _LOGIN.fullmatch(login):
        raise Invalid("LOGIN-GRAMMAR", fields={"login": "LOGIN-GRAMMAR"})
    return login


def fold(text: str) -> str:
    """Without case, tone and vowel marks, đ as d: `Nguyễn Đức` -> `nguyen duc`."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def sort_key(full_name: str) -> str:
    """Vietnamese lists go by the given name, which is the last word, then by the family name."""
    words = full_name.split()
    return " ".join([fold(" ".join(words[-1:])), fold(" ".join(words[:-1]))]).strip()
