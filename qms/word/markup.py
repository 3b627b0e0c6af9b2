"""XML of a Word file: refused with a DTD or in an odd encoding, parsed without any fetching.

What is scanned is what is parsed: every part is brought to UTF-8 first and the parser is told so.
"""

import re

from lxml import etree

from qms.errors import TooLarge
from qms.word.problem import Limits, refuse

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix of the standard
V = "urn:schemas-microsoft-com:vml"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PREFIXES = {"w": W, "r": R, "o": O, "v": V, "m": M, "mc": MC}

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
# A comment and CDATA are the only markup that may begin so: what else does is a DTD.
DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
DEPTH_FAULT = "excessive depth"


def name(qualified: str) -> str:
    """`w:p` as lxml names it."""
    prefix, local = qualified.split(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


def _plain_utf8(data: bytes, part: str) -> bytes:
    """The part in UTF-8 without a mark; the packaging standard allows UTF-8 and UTF-16 only."""
    wide = data[:2] in UTF16_MARKS
    if wide:
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError as error:
            raise refuse("INTAKE-ENCODING", part=part) from error
    data = data.removeprefix(UTF8_MARK)
    declared = DECLARED.match(data)
    allowed = {b"utf-16", b"utf-16le", b"utf-16be"} if wide else {b"utf-8", b"us-ascii", b"ascii"}
    if declared and declared[1].lower() not in allowed:
        raise refuse("INTAKE-ENCODING", part=part)
    if b"\0" in data:
        raise refuse("INTAKE-ENCODING", part=part)
    # Without the declaration no parser can take the bytes for anything but UTF-8.
    return data.partition(b"?>")[2] if declared else data


def checked(data: bytes, part: str, limits: Limits | None = None) -> bytes:
    """The part in UTF-8, safe for a parser: no DTD, no more markup than memory should follow."""
    data = _plain_utf8(data, part)
    if DECLARATION.search(data):
        raise refuse("INTAKE-DTD", part=part)
    most = (limits or Limits()).markup
    if data.count(b"<") + data.count(b"=") > most:
        raise TooLarge("INTAKE-MARKUP", part=part, limit=most)
    return data


def parse(data: bytes, part: str, limits: Limits | None = None) -> etree._Element:
    """The root of a part; raises IntakeRefused for a DTD, odd encoding, depth or broken XML."""
    data = checked(data, part, limits)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = DEPTH_FAULT in str(error).lower()
        raise refuse("INTAKE-DEPTH" if deep else "INTAKE-XML", part=part) from error


def serialise(root: etree._Element) -> bytes:
    """The part as Word writes it: UTF-8, standalone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
