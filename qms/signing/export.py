"""The signed part of an evidence bundle: what openssl and sha256sum need, and how to use them."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from qms.signing.authority import Authority
from qms.signing.policy import policies
from qms.signing.stored import Evidence

README = Path(__file__).parent / "bundle" / "readme-1.txt"
File = tuple[str, bytes]


def evidence_files(
    found: Sequence[Evidence], authority: Authority, *, others: Mapping[str, str] | None = None
) -> list[File]:
    """Names and bytes to put into the bundle.

    `others` are the files the caller adds himself (name to sha256), so that SHA256SUMS covers the
    whole bundle.
    """
    names = [f"statements/{index:02d}-{one.action}" for index, one in enumerate(found, start=1)]
    files = [
        *_statements(found, names),
        *_trust(found, authority),
        *_certificates(found),
        *((f"policy/{one.id}.txt", one.data) for one in policies().values()),
    ]
    files.append(("README.txt", _readme(names, authority)))
    files.append(("SHA256SUMS", _sums(files, others or {})))
    return files


def _statements(found: Sequence[Evidence], names: Sequence[str]) -> list[File]:
    files = []
    for one, name in zip(found, names, strict=True):
        files += [(f"{name}.json", one.data), (f"{name}.p7s", one.der)]
    return files


def _trust(found: Sequence[Evidence], authority: Authority) -> list[File]:
    from qms.signing.certificates import pem

    roots = b"".join(pem(one) for one in authority.roots())
    issuers = dict.fromkeys(authority.issuer_of(one.certificate) for one in found)
    chain = b"".join(pem(one) for one in issuers)
    return [("trust/root.pem", roots), ("trust/chain.pem", chain)]


def _certificates(found: Sequence[Evidence]) -> list[File]:
    from qms.signing.certificates import pem

    unique = {one.known.sha256: one.certificate for one in found}
    return [(f"certificates/{sha256[:16]}.pem", pem(der)) for sha256, der in unique.items()]


def _readme(names: Sequence[str], authority: Authority) -> bytes:
    commands = "\n".join(
        "openssl cms -verify -cades -binary -inform DER"
        f" -in {name}.p7s -content {name}.json -CAfile trust/root.pem -out /dev/null"
        for name in names
    )
    prints = "\n".join(hashlib.sha256(one).hexdigest() for one in authority.roots())
    text = README.read_text(encoding="utf-8")
    return text.replace("{commands}", commands).replace("{fingerprints}", prints).encode()


def _sums(files: Sequence[File], others: Mapping[str, str]) -> bytes:
    own = {name: hashlib.sha256(data).hexdigest() for name, data in files}
    lines = [f"{sha256}  {name}\n" for name, sha256 in sorted({**own, **others}.items())]
    return "".join(lines).encode()
