"""The PDF of a numbered copy: the approved one, stamped with number, holder and its own QR code."""

import uuid
from dataclasses import dataclass

from qms import audit, word
from qms.distribution.acts.copies import CopyCase, Told, allowed, load_copy, write_down
from qms.distribution.rules import CopyAct
from qms.distribution.wording import copy_line
from qms.documents.model import Revision
from qms.documents.queries.files import approval_note
from qms.documents.reading import public_address, reading_pdf
from qms.errors import Unavailable
from qms.people.queries import names, unit_names
from qms.people.rules import today
from qms.service import Service
from qms.store import read_bytes
from qms.word import DOCX, PDF


@dataclass(frozen=True, slots=True)
class Printed:
    """What goes to the printer, under its name."""

    data: bytes
    media_type: str
    name: str


def print_copy(service: Service, actor_id: uuid.UUID, copy_id: uuid.UUID) -> Printed:
    """The stamped file, before the copy is handed over; every print is written down."""
    with service.db.write() as session:
        case = load_copy(session, service, actor_id, copy_id)
        allowed(case, CopyAct.PRINT)
        revision, name = case.revision, _name(case)
        stamp = word.Stamp(
            line=copy_line(case.number, _holder(case)),
            note=approval_note(session, revision),
            qr=public_address(service, case.copy.token),
        )
    printed = _stamped(service, revision, stamp, name)
    with service.db.write() as session:
        case = load_copy(session, service, actor_id, copy_id)
        allowed(case, CopyAct.PRINT)
        write_down(case, CopyAct.PRINT, Told(today(case.now)), audit.new_act())
    return printed


def _stamped(service: Service, revision: Revision, stamp: word.Stamp, name: str) -> Printed:
    """The PDF; the Word file in its place where the edition has none and none can be made."""
    try:
        pdf = reading_pdf(service, revision.id)
    except Unavailable as error:
        if error.code != "PDF-CONVERTER-ABSENT" or revision.docx_sha256 is None:
            raise
        docx = read_bytes(service.store, revision.docx_sha256)
        return Printed(word.stamped_docx(docx, stamp), DOCX, f"{name}.docx")
    return Printed(word.stamped_pdf(pdf, stamp), PDF, f"{name}.pdf")


def _holder(case: CopyCase) -> str:
    unit_id, person_id = case.copy.unit_id, case.copy.person_id
    unit = unit_names(case.session, case.now, [unit_id]).get(unit_id, "")
    if person_id is None:
        return unit
    return f"{names(case.session, [person_id])[person_id].full_name}, {unit}"


def _name(case: CopyCase) -> str:
    number = case.number.replace("/", "-")
    code = case.document.code.replace("/", "-")
    return word.clean_file_name(f"{code} bản kiểm soát {number}")
