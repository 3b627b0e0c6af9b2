"""Which document and revision a downloaded copy belongs to, written into the file itself.

Ordinary custom document properties carry it, so it survives Word, LibreOffice and python-docx. It
tells where a file came from, it proves nothing: the service compares it with its own register.
"""

import re
import uuid
from dataclasses import dataclass

from lxml import etree

from qms.word import markup
from qms.word.package import CONTENT_TYPES, OFFICE_RELS, PACKAGE_RELS, RELS_NS, TYPES_NS, Package
from qms.word.problem import Limits

PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
KIND = "custom-properties"
NS = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_PID = 2
PREFIX = "QMS."
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Identity:
    """The document, the revision, its code, and the bytes the copy was made from."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    code: str
    base_sha256: str

    def properties(self) -> dict[str, str]:
        return {
            "QMS.DocumentId": str(self.document_id),
            "QMS.RevisionId": str(self.revision_id),
            "QMS.Code": self.code,
            "QMS.BaseSha256": self.base_sha256,
        }


def read_identity(data: bytes, limits: Limits | None = None) -> Identity | None:
    """The identity a file carries, None when it has none or an unreadable one."""
    return identity_in(Package(data, limits))


def identity_in(package: Package) -> Identity | None:
    """The same for a file that is open already."""
    part = next(iter(package.related("", KIND)), "")
    if not part:
        return None
    found = {
        node.get("name", ""): "".join(map(str, node.itertext())).strip()
        for node in package.tree(part).iter(NS + "property")
    }
    base = found.get("QMS.BaseSha256", "").lower()
    try:
        document = uuid.UUID(found.get("QMS.DocumentId", ""))
        revision = uuid.UUID(found.get("QMS.RevisionId", ""))
    except ValueError:
        return None
    return Identity(document, revision, found.get("QMS.Code", ""), base) if _is_hash(base) else None


def _is_hash(text: str) -> bool:
    return SHA256.fullmatch(text) is not None


def with_identity(data: bytes, identity: Identity, limits: Limits | None = None) -> bytes:
    """The file with this identity; other properties and every other part stay as they are."""
    package = Package(data, limits)
    part = next(iter(package.related("", KIND)), "")
    if part:
        return package.rewritten({part: _filled(package.tree(part), identity)})
    part = _free_name(package)
    empty = etree.Element(NS + "Properties", nsmap={None: NS.strip("{}"), "vt": VT.strip("{}")})
    return package.rewritten(
        {
            CONTENT_TYPES: _with_type(package, part),
            PACKAGE_RELS: _with_link(package, part),
            part: _filled(empty, identity),
        }
    )


def _filled(root: etree._Element, identity: Identity) -> bytes:
    for node in list(root):
        if node.get("name", "").startswith(PREFIX):
            root.remove(node)
    pids = [int(node.get("pid", "0")) for node in root if node.get("pid", "").isdecimal()]
    pid = max([FIRST_PID - 1, *pids])
    for number, (name, value) in enumerate(identity.properties().items(), start=pid + 1):
        node = etree.SubElement(root, NS + "property", fmtid=FORMAT, pid=str(number), name=name)
        etree.SubElement(node, VT + "lpwstr").text = value
    return markup.serialise(root)


def _free_name(package: Package) -> str:
    names = [PART, *(f"docProps/custom{number}.xml" for number in range(1, 1000))]
    return next(name for name in names if not package.find(name))


def _with_type(package: Package, part: str) -> bytes:
    root = package.tree(CONTENT_TYPES)
    etree.SubElement(root, TYPES_NS + "Override", PartName="/" + part, ContentType=CONTENT_TYPE)
    return markup.serialise(root)


def _with_link(package: Package, part: str) -> bytes:
    root = package.tree(PACKAGE_RELS)
    used = {node.get("Id") for node in root}
    number = next(n for n in range(1, len(used) + 2) if f"rIdQms{n}" not in used)
    link = {"Id": f"rIdQms{number}", "Type": OFFICE_RELS + KIND, "Target": "/" + part}
    etree.SubElement(root, RELS_NS + "Relationship", link)
    return markup.serialise(root)
