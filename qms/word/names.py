"""File names: a label to read, never a path and never a key to storage."""

import re
import unicodedata

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"  # media types
PDF = "application/pdf"
LONGEST = 150
SLUG_LONGEST = 60
UNNAMED = "tep-khong-ten"
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
WINDOWS_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
LOOKALIKES = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def slug(text: str) -> str:
    """Folded to ASCII words joined by hyphens: `45/TB-STNMT` becomes `45-TB-STNMT`."""
    folded = unicodedata.normalize("NFD", text.translate(LOOKALIKES))
    plain = folded.encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain))


def download_name(
    code: str, edition: int, revision: int, title: str = "", *, state: str = "du-thao"
) -> str:
    """The name of a copy to edit: `QT-05_lan02-sua01_du-thao.docx`, the title in it when given."""
    words = slug(title).lower()[:SLUG_LONGEST].strip("-")
    parts = [slug(code) or "tai-lieu", f"lan{edition:02}-sua{revision:02}", words, slug(state)]
    return "_".join(part for part in parts if part) + ".docx"


def clean_file_name(name: str) -> str:
    """A name somebody sent, safe to show and to send back; Vietnamese letters stay.

    Direction marks, zero-width and control characters go (they hide the real extension), and
    so does the path; at most 150 characters, the extension kept.
    """
    visible = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cf", "Cs", "Co"})
    spaced = "".join(" " if unicodedata.category(s)[0] in "CZ" else s for s in visible)
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", spaced))[-1]
    plain = NOT_IN_NAMES.sub("-", " ".join(last.split())).strip(" .").lstrip("-. ")
    if WINDOWS_DEVICES.match(plain):
        plain = "_" + plain
    return _shortened(plain) or UNNAMED


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > 10:
        return name[:LONGEST].strip()
    return stem[: LONGEST - len(dot + extension)].strip() + dot + extension
