"""The entries of a bundle that come from signing: statements, signatures, time-stamps, trust."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qms.errors import Broken
from qms.signing.authority import Authority
from qms.signing.bundle.description import (
    DESCRIPTION,
    About,
    Description,
    Listed,
    ListedPdf,
    moment,
    sha256_of,
)
from qms.signing.bundle.drawing import Facts, Line, draw_index, draw_readme, shown
from qms.signing.bundle.material import Beside, Material
from qms.signing.bundle.seal import signature_value
from qms.signing.policy import policies
from qms.signing.statements import parse
from qms.signing.stored import Evidence

ROOT, CHAIN, STAMPS = "trust/root.pem", "trust/chain.pem", "trust/stamps.pem"
OUTSIDE, OUTSIDE_ROOTS = "trust/outside.json", "trust/outside.pem"
LOG_KEY = "trust/log.pem"
CHECKPOINT = "audit/checkpoint.txt"


@dataclass(frozen=True, slots=True)
class Origin:
    """Which installation a bundle comes from."""

    system: str
    demo: bool
    organisation: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A signed file of the store under its name in the bundle."""

    path: str
    sha256: str
    role: str


@dataclass(frozen=True, slots=True)
class Assembled:
    """The description and every entry that is held in memory."""

    description: Description
    small: Mapping[str, bytes]


def assemble(
    material: Material,
    authority: Authority,
    origin: Origin,
    about: About,
    files: Sequence[StoredFile],
    *,
    pdfs: Sequence[ListedPdf] = (),
    absent: Sequence[str] = (),
    now: datetime,
) -> Assembled:
    """Everything of a bundle but the stored files, the sums and the seal.

    Raises Broken where the statements came from nowhere we know, Invalid where one is no statement.
    """
    stems = [_stem(number, one) for number, one in enumerate(material.found, start=1)]
    small = _trust(material, authority)
    lines = []
    for one, stem in zip(material.found, stems, strict=True):
        beside = material.beside.get(one.statement_id, Beside())
        small |= _statement(one, beside, stem)
        small |= _logged(one, material, stem)
        lists = [] if beside.in_pdf else _lists(one, beside, authority)
        if lists:
            small[f"trust/{stem}.pem"] = small[ROOT] + b"".join(map(_crl_pem, lists))
        lines.append(_line(one, beside, stem, authority, lists=bool(lists)))
    listed = tuple(
        Listed(stem, one.sha256, material.beside.get(one.statement_id, Beside()).in_pdf)
        for one, stem in zip(material.found, stems, strict=True)
    )
    description = _description(origin, about, listed, pdfs, absent, now)
    small |= material.log
    small |= {f"policy/{one.id}.txt": one.data for one in policies().values()}
    facts = Facts(
        description,
        tuple(lines),
        tuple(shown(one.path, one.sha256, one.role, pdfs) for one in files),
        tuple(sha256_of(one) for one in authority.roots()),
        tuple(policies()),
        CHECKPOINT in small,
    )
    small |= {
        DESCRIPTION: description.dump(),
        "README.txt": draw_readme(facts),
        "index.html": draw_index(facts),
    }
    return Assembled(description, small)


def _description(
    origin: Origin,
    about: About,
    listed: tuple[Listed, ...],
    pdfs: Sequence[ListedPdf],
    absent: Sequence[str],
    now: datetime,
) -> Description:
    return Description(
        system=origin.system,
        installation="demo" if origin.demo else "production",
        organisation=origin.organisation,
        made_at=moment(now),
        about=about,
        statements=listed,
        pdfs=tuple(pdfs),
        absent=tuple(sorted(absent)),
    )


def _stem(number: int, one: Evidence) -> str:
    return f"{number:02d}-{one.action}"


def _statement(one: Evidence, beside: Beside, stem: str) -> dict[str, bytes]:
    name = f"statements/{stem}"
    files = {f"{name}.json": one.data}
    if beside.in_pdf:
        return files
    if not beside.tokens:
        return {**files, f"{name}.p7s": one.der}
    from qms.signing.cades import with_token

    first, *later = beside.tokens
    files |= {
        f"{name}.p7s": with_token(one.der, first.der),
        f"{name}.tst": first.der,
        f"{name}.sig": signature_value(one.der),
    }
    return files | {f"{name}-{n}.tst": token.der for n, token in enumerate(later, start=2)}


def _logged(one: Evidence, material: Material, stem: str) -> dict[str, bytes]:
    entry, proof = material.logged.get(one.sha256, (b"", b""))
    if not entry:
        return {}
    return {f"audit/{stem}-entry.json": entry, f"audit/{stem}-proof.json": proof}


def _trust(material: Material, authority: Authority) -> dict[str, bytes]:
    from qms.signing.certificates import pem

    def together(found: Sequence[bytes]) -> bytes:
        return b"".join(pem(one) for one in found)

    files = {
        ROOT: together(authority.roots()),
        CHAIN: together(authority.issuers()),
        STAMPS: together(authority.stamp_anchors()),
    }
    unique = {one.known.sha256: one.certificate for one in material.found}
    files |= {f"certificates/{name[:16]}.pem": pem(der) for name, der in unique.items()}
    crls = [*material.crls, *(der for one in material.beside.values() for der in one.crls)]
    files |= {f"trust/crls/{sha256_of(one)[:16]}.crl": one for one in crls}
    if material.anchors:
        files[OUTSIDE] = material.anchors
        files[OUTSIDE_ROOTS] = together(_outside_roots(material.anchors))
    return files


def _outside_roots(data: bytes) -> list[bytes]:
    from qms.signing.trust import read_anchors

    return [one.der for one in read_anchors(data)]


def _line(one: Evidence, beside: Beside, stem: str, authority: Authority, *, lists: bool) -> Line:
    first = beside.tokens[0] if beside.tokens else None
    # A token is dated after the signature, the claimed time before it: either lies in the validity
    # of the certificate, which the next whole second need not.
    at = first.at if first else one.signed_at
    anchors = f"trust/{stem}.pem" if lists else ROOT if _issuer(one, authority) else OUTSIDE_ROOTS
    return Line(
        stem=stem,
        sha256=one.sha256,
        content=parse(one.data),
        seconds=int(at.timestamp()),
        stamped_at=first.at if first else None,
        internal=first.internal if first else False,
        in_pdf=beside.in_pdf,
        anchors=anchors,
        lists=lists,
    )


def _issuer(one: Evidence, authority: Authority) -> bytes | None:
    try:
        return authority.issuer_of(one.certificate)
    except Broken:  # a certificate of somebody's own token
        return None


def _lists(one: Evidence, beside: Beside, authority: Authority) -> list[bytes]:
    """The lists openssl needs for `-crl_check_all` at that moment; empty unless all are there."""
    from qms.signing.bundle.lists import covering

    issuer = _issuer(one, authority)
    if issuer is None:
        return []
    at = beside.tokens[0].at if beside.tokens else one.signed_at
    found = [covering(beside.crls, below, at) for below in (one.certificate, issuer)]
    return [der for der in found if der] if all(found) else []


def _crl_pem(der: bytes) -> bytes:
    from qms.signing.bundle.lists import crl_pem

    return crl_pem(der)
