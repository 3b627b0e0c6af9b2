"""A register on paper: rows read in one short transaction, then drawn outside of it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from qms import sheets, word
from qms.documents.queries.register import Choice, Show, fields, shows, types
from qms.errors import Invalid, NotAllowed
from qms.installation import InstallationFacts, installation
from qms.listing import Cell, Listing, Signer, day_text
from qms.people.queries import unit_names
from qms.people.rules import Actor, today
from qms.registers import wording
from qms.registers.queries.asked import Asked, Moment, Order, moment_of
from qms.registers.queries.catalogue import Register, register_named
from qms.service import Service

ON_PAPER = 5000  # rows; LibreOffice lays out about 1,000 a second and 200 pages are no list


class Form(StrEnum):
    """As what a register is printed."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"


MEDIA = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.DOCX: word.DOCX,
    Form.PDF: "application/pdf",
    Form.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """Words above and below the table."""

    title: str
    conditions: str
    preparer: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A file to be sent."""

    name: str
    media: str
    data: bytes


def print_register(
    service: Service, actor: Actor, name: str, asked: Asked, form: Form, *, preparer: str = ""
) -> Printed:
    """The register as a file; raises NotFound, NotAllowed, Invalid, Unavailable (no converter)."""
    listing = make_listing(service, actor, name, asked, preparer=preparer)
    day = moment_of(actor, asked, service.now()).day
    file_name = f"{word.slug(listing.title).lower()}-{day:%Y-%m-%d}.{form.value}"
    return Printed(file_name, MEDIA[form], _drawn(service, listing, form))


def make_listing(
    service: Service, actor: Actor, name: str, asked: Asked, *, preparer: str = ""
) -> Listing:
    """The register as plain data: every word that stands on the paper, and its rows."""
    now = service.now()
    register = register_named(name, actor)
    asked = _only_its_filters(register, asked)
    moment = moment_of(actor, asked, now)
    if asked.show not in shows(actor):
        raise NotAllowed("REGISTER-SHOW-NOT-ALLOWED")
    with service.db.read() as session:
        facts = installation(session)
        rows = register.rows(session, actor, asked, moment)
        conditions = _conditions(session, asked, moment)
    title = wording.title(register.name, asked.year or moment.day.year)
    shown = _Shown(title, conditions, preparer or actor.full_name)
    return _listing(register, facts, rows, shown, moment)


def _only_its_filters(register: Register, asked: Asked) -> Asked:
    """What this register does not know is not asked of it."""
    bare = Asked(as_of=asked.as_of if register.dated else None)
    return replace(bare, **{one: getattr(asked, one) for one in register.filters})


def _listing(
    register: Register,
    facts: InstallationFacts,
    rows: list[tuple[Cell, ...]],
    shown: "_Shown",
    moment: Moment,
) -> Listing:
    words = wording.words()
    mine = words["registers"][register.name]
    closing = register.closing(rows) if register.closing and rows else ""
    if register.numbered:
        rows = [(number, *row) for number, row in enumerate(rows, start=1)]
    return Listing(
        agency=facts.agency.upper(),
        parent_agency=facts.parent_agency.upper(),
        place_line=wording.place_line(facts.place, today(moment.now)),
        motto=tuple(words["motto"]) if mine.get("decree") else ("", ""),
        title=shown.title,
        as_of=words["as_of"].format(day=day_text(moment.day)),
        conditions=shown.conditions,
        columns=wording.columns(register.name),
        rows=tuple(rows),
        closing=closing or (words["closing"].format(count=len(rows)) if rows else ""),
        signers=tuple(
            Signer(one["words"], one["note"], shown.preparer if number == 0 else "")
            for number, one in enumerate(words["signers"])
        ),
        words={key: words[key] for key in ("page", "of", "empty", "cut")},
    )


def _conditions(session: Session, asked: Asked, moment: Moment) -> str:
    """The filter in words, so that a printed part is never taken for the whole."""
    words = wording.words()
    known: dict[str, str] = {"text": asked.text, "document": asked.document}
    if asked.unit_id is not None:
        names = unit_names(session, moment.at, {asked.unit_id})
        known["unit_id"] = names.get(asked.unit_id, "?")
    if asked.type_code:
        known["type_code"] = _name(types(session), asked.type_code)
    if asked.field_code:
        known["field_code"] = _name(fields(session), asked.field_code)
    if asked.show is not Show.IN_FORCE:
        known["show"] = words["show"][asked.show.value]
    if asked.order is not Order.CODE:
        known["order"] = words["order"][asked.order.value]
    said = [words["asked"][key].format(value=value) for key, value in known.items() if value]
    return str(words["conditions"].format(all="; ".join(said))) if said else ""


def _name(choices: list[Choice], code: str) -> str:
    return next((one.name for one in choices if one.code == code), code)


def _drawn(service: Service, listing: Listing, form: Form) -> bytes:
    if form is Form.XLSX:
        return sheets.listing_xlsx(listing)
    if form is Form.CSV:
        return sheets.csv_bytes(_flat_titles(listing), listing.rows)
    if len(listing.rows) > ON_PAPER:
        raise Invalid("REGISTER-TOO-LONG", count=len(listing.rows), most=ON_PAPER)
    docx = word.listing_docx(listing)
    return docx if form is Form.DOCX else word.to_pdf(docx, service.converter).data


def _flat_titles(listing: Listing) -> list[str]:
    return [
        " ".join(f"{one.group}: {one.title}".split()) if one.group else " ".join(one.title.split())
        for one in listing.columns
    ]
