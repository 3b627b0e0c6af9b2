"""Which outside CAs people's own certificates may lead to: configured by administrators."""

import uuid
from collections.abc import Sequence

from qms.errors import Invalid
from qms.people.acts.step import administering
from qms.people.rules import By
from qms.people.schemas import NewAnchor
from qms.service import Service
from qms.signing import anchoring
from qms.signing.outside import certificate_facts, read_certificates
from qms.signing.trust import Anchor


def add_anchor(service: Service, by: By, data: NewAnchor, files: Sequence[bytes]) -> uuid.UUID:
    """Trust an outside root and the intermediates beside it (DER or PEM files, in any order)."""
    found = [der for one in files for der in read_certificates(one)]
    roots = [one for one in found if _is_own_issuer(one)]
    if len(roots) != 1:
        raise Invalid("ANCHOR-NOT-ROOT", fields={"files": "ANCHOR-NOT-ROOT"})
    anchor = Anchor(
        name=data.name,
        der=roots[0],
        issuers=tuple(dict.fromkeys(one for one in found if one != roots[0])),
        usages=frozenset(data.usages),
        extended_usages=frozenset(data.extended_usages),
        policies=frozenset(data.policies),
        revocation=data.revocation,
    )
    with administering(service, by) as act:
        row = anchoring.add_anchor(act.session, anchor, act.now)
        act.record("trust_anchor.added", row.id, sha256=row.sha256)
        return row.id


def retire_anchor(service: Service, by: By, anchor_id: uuid.UUID) -> None:
    """Trust it no more from now on; what was signed before stays judged by it."""
    with administering(service, by) as act:
        row = anchoring.retire_anchor(act.session, anchor_id, act.now)
        act.record("trust_anchor.retired", row.id, sha256=row.sha256)


def take_revocation_list(service: Service, by: By, data: bytes) -> uuid.UUID:
    """Take in a CRL of an outside CA (DER or PEM); the same list twice is kept once."""
    with administering(service, by) as act:
        row = anchoring.take_crl(act.session, data, act.now)
        act.record("revocation_list.taken", row.id, sha256=row.sha256, number=row.number)
        return row.id


def _is_own_issuer(der: bytes) -> bool:
    facts = certificate_facts(der)
    return facts.subject == facts.issuer
