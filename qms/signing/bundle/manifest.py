"""`META-INF/ASiCManifest001.xml` (ETSI EN 319 162-1, annex A.4): every entry with its SHA-256.

Read by writing it again: what is not byte for byte the manifest of the entries it lists is refused,
so no parser of XML ever sees what a stranger wrote.
"""

import base64
import binascii
import re
from collections.abc import Mapping

FOLDER = "META-INF/"
MANIFEST = "META-INF/ASiCManifest001.xml"
SIGNATURE = "META-INF/signature001.p7s"
MOST_BYTES = 32 * 1024 * 1024
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#"'
    ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n'
    f'<asic:SigReference URI="{SIGNATURE}" MimeType="application/pkcs7-signature"/>\n'
)
_ENTRY = (
    '<asic:DataObjectReference URI="{name}" MimeType="{media}">\n'
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\n'
    "<ds:DigestValue>{digest}</ds:DigestValue>\n"
    "</asic:DataObjectReference>\n"
)
_TAIL = "</asic:ASiCManifest>\n"
_LISTED = re.compile(
    r'<asic:DataObjectReference URI="([A-Za-z0-9_./-]{1,200})" [^\n]*\n[^\n]*\n'
    r"<ds:DigestValue>([A-Za-z0-9+/=]{44})</ds:DigestValue>\n"
)
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "json": "application/json",
    "p7s": "application/pkcs7-signature",
    "pdf": "application/pdf",
    "pem": "application/x-pem-file",
    "tst": "application/vnd.etsi.timestamp-token",
    "txt": "text/plain",
}


class BadManifest(ValueError):
    """The bytes are not a manifest in the one form."""


def write_manifest(digests: Mapping[str, str]) -> bytes:
    """The manifest of these entries (name to SHA-256 in hexadecimal), sorted by name."""
    entries = (
        _ENTRY.format(
            name=name,
            media=_MEDIA.get(name.rpartition(".")[2], "application/octet-stream"),
            digest=base64.b64encode(bytes.fromhex(digests[name])).decode(),
        )
        for name in sorted(digests)
    )
    return (_HEAD + "".join(entries) + _TAIL).encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Name to SHA-256 of every listed entry; raises BadManifest."""
    try:
        text = data.decode("ascii")
        found = _LISTED.findall(text)
        digests = {name: base64.b64decode(digest, validate=True).hex() for name, digest in found}
        same = len(digests) == len(found) and write_manifest(digests) == data
    except (ValueError, binascii.Error) as error:
        raise BadManifest from error
    if not same:
        raise BadManifest
    return digests
