"""Paper of this room: the list of what is due, minutes of a destruction (decree 30/2020)."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from qms import word
from qms.errors import Conflict
from qms.installation import InstallationFacts, installation
from qms.listing import Cell, Listing, Signer, day_text
from qms.people.rules import VIETNAM, Actor, today
from qms.retention import wording
from qms.retention.queries.disposals import DisposalPage, StubRow, disposal_page
from qms.retention.queries.due import DueFilter, DueRow, due_page
from qms.retention.rules import Kind, Policy, Standing
from qms.service import Service

ON_PAPER = 2000


class Form(StrEnum):
    """As what it is printed."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be sent."""

    name: str
    data: bytes


def minutes(service: Service, actor: Actor, disposal_id: uuid.UUID, form: Form) -> Paper:
    """Biên bản hủy tài liệu hết giá trị, once it was carried out; the same whenever asked."""
    with service.db.read() as session:
        page = disposal_page(session, actor, disposal_id, service.now())
        facts = installation(session)
    if page.row.standing is not Standing.DONE:
        raise Conflict("DISPOSAL-NOT-DONE")
    name = f"bien-ban-huy-tai-lieu-{page.row.name.replace('/', '-')}"
    return _drawn(service, _minutes(page, facts), name, form)


def due_list(service: Service, actor: Actor, wanted: DueFilter, form: Form) -> Paper:
    """Danh mục tài liệu hết giá trị: the current filter, for the council."""
    now = service.now()
    with service.db.read() as session:
        rows = due_page(session, actor, wanted, now, limit=ON_PAPER).rows
        facts = installation(session)
    words, day = wording.words()["due"], today(now)
    listing = _listing(
        "due",
        facts,
        day,
        title=words["title"],
        as_of=words["about"].format(day=day_text(day)),
        rows=tuple(_due_row(number, one) for number, one in enumerate(rows, start=1)),
        signers=_signers("due", [actor.full_name, ""]),
    )
    return _drawn(service, listing, f"danh-muc-xem-xet-huy-{day:%Y-%m-%d}", form)


def _minutes(page: DisposalPage, facts: InstallationFacts) -> Listing:
    row, words = page.row, wording.words()["minutes"]
    signed = (row.ended_at or row.proposed_at).astimezone(VIETNAM)
    said = {
        "name": row.name,
        "proposed": day_text(today(row.proposed_at)),
        "proposer": row.proposed_by,
        "reason": " ".join(row.reason.split()),
        "council": "; ".join(page.council),
        "approver": row.ended_by,
        "role": page.signed_as,
        "signed": f"{signed:%H:%M:%S ngày %d/%m/%Y}",
        "statement": page.statement_sha256,
        "count": row.records,
    }
    return _listing(
        "minutes",
        facts,
        signed.date(),
        title=words["title"],
        as_of=words["about"].format(**said),
        rows=tuple(_stub_row(one) for one in page.items),
        opening=tuple(one.format(**said) for one in words["opening"]),
        ending=tuple(words["ending"]),
        signers=_signers("minutes", [row.proposed_by, "", row.ended_by]),
    )


def _listing(paper: str, facts: InstallationFacts, day: date, **given: Any) -> Listing:
    words = wording.words()
    return Listing(
        agency=facts.agency.upper(),
        parent_agency=facts.parent_agency.upper(),
        place_line=wording.place_line(facts.place, day),
        motto=tuple(words["motto"]),
        conditions="",
        columns=wording.columns(paper),
        closing="",
        words={key: words[key] for key in ("page", "of", "empty", "cut")},
        **given,
    )


def _signers(paper: str, people: list[str]) -> tuple[Signer, ...]:
    words = wording.words()
    titles = words[paper]["signers"]
    return tuple(
        Signer(title, words["note"], name) for title, name in zip(titles, people, strict=True)
    )


def _stub_row(one: StubRow) -> tuple[Cell, ...]:
    return (
        one.position,
        one.number,
        one.title,
        one.unit,
        one.ended_year,
        _terms(one),
        one.due_on,
        _in_groups(one.docx_sha256),
    )


def _due_row(number: int, one: DueRow) -> tuple[Cell, ...]:
    expired = wording.words()["due"]["expired"] if one.is_due and not one.is_held else ""
    return (
        number,
        one.number,
        one.title,
        one.unit,
        one.file,
        one.ended_year,
        _terms(one),
        one.due_on,
        expired,
    )


def _terms(one: StubRow | DueRow) -> str:
    """The plan's term, and below it that of the law with the code of its rule."""
    policy = getattr(one, "policy", None)
    said = [] if policy is Policy.LAW and one.rule_code else [(one.plan_kind, one.plan_years)]
    lines = [wording.term(kind, years) for kind, years in said]
    if one.rule_kind is not None and policy is not Policy.PLAN:
        lines.append(f"{one.rule_code}: {wording.term(Kind(one.rule_kind), one.rule_years)}")
    return "\n".join(lines)


def _in_groups(sha256: str) -> str:
    """Sixteen characters a piece, so that a narrow column can break it."""
    return " ".join(sha256[place : place + 16] for place in range(0, len(sha256), 16))


def _drawn(service: Service, listing: Listing, name: str, form: Form) -> Paper:
    docx = word.listing_docx(listing)
    if form is Form.DOCX:
        return Paper(f"{name}.docx", docx)
    return Paper(f"{name}.pdf", word.to_pdf(docx, service.converter).data)
