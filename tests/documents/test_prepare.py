"""Preparing: what is approved is the controlled form; readers get stamped copies of it."""

import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from qms import word
from qms.documents import acts
from qms.documents.model import PreparedFile, Revision, SignablePdf
from qms.documents.queries.files import Readable, original_file, readable
from qms.documents.reading import Copy, public_address, reading_copy
from qms.documents.rules.states import Act
from qms.documents.schemas import TypeChange
from qms.errors import Conflict, Invalid, QmsError, Unavailable
from qms.service import Service
from qms.signing.model import Statement
from qms.store import read_bytes
from qms.word import DOCX, PDF
from tests.support.cast import (
    Cast,
    a_docx,
    a_draft,
    approve,
    assemble,
    base_of,
    issued,
    plan,
    put_file,
    ready,
    register,
    review,
    submit,
)
from tests.word.office import needs_office
from tests.word.papers import needs_poppler, pdf_file, said_by_poppler

MODEL = Path(__file__).resolve().parents[2] / "controlled_docs" / "documents" / "QT-01.docx"
MODEL_TITLE = "Quy trình kiểm soát tài liệu"
DECISION = {"decision_number": "45/QĐ-SNNMT", "decision_on": date(2026, 2, 27)}


def forms_of(cast: Cast, revision_id: UUID) -> int:
    """How many controlled forms were ever made of this revision."""
    asked = select(func.count()).where(PreparedFile.revision_id == revision_id)
    with cast.service.db.read() as session:
        return session.scalar(asked.select_from(PreparedFile)) or 0


def the_revision(cast: Cast, revision_id: UUID) -> Revision:
    with cast.service.db.read() as session:
        found = session.get_one(Revision, revision_id)
        session.expunge(found)
        return found


def approved(cast: Cast, revision_id: UUID) -> bytes:
    """The Word file that was signed."""
    sha256 = the_revision(cast, revision_id).docx_sha256
    assert sha256 is not None
    return read_bytes(cast.service.store, sha256)


def everything(data: bytes, parts: str = r"word/[^/]+\.xml") -> str:
    """All that a Word file says, headers and footers too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [one for one in package.namelist() if re.fullmatch(parts, one)]
        found = [package.read(one).decode() for one in names]
    return " ".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in found)


def to_read(cast: Cast, login: str, revision_id: UUID) -> Readable:
    with cast.service.db.read() as session:
        return readable(session, cast.actor(login), revision_id, cast.service.now())


def copy_for(cast: Cast, login: str, revision_id: UUID) -> Copy:
    """What this person gets who opens or prints it."""
    found, reader = to_read(cast, login, revision_id), cast.actor(login).full_name
    return reading_copy(cast.service, found, reader, cast.service.now())


def original(cast: Cast, login: str, revision_id: UUID, kind: str = "docx") -> bytes:
    with cast.service.db.read() as session:
        now = cast.service.now()
        found = original_file(session, cast.actor(login), revision_id, kind, now)
    return read_bytes(cast.service.store, found.sha256)


def a_model(cast: Cast, document_id: UUID, **changes: object) -> UUID:
    """A draft in the model layout, which has a running header and an amendment log."""
    revision_id = a_draft(cast, document_id)
    put_file(cast, revision_id, MODEL.read_bytes(), base_of(cast, revision_id))
    plan(cast, revision_id, **changes)
    return revision_id


def through(cast: Cast, revision_id: UUID) -> UUID:
    """From submission to approval."""
    submit(cast, revision_id)
    review(cast, revision_id)
    approve(cast, revision_id)
    return revision_id


def refused(call, *known: object) -> QmsError:
    with pytest.raises(QmsError) as caught:
        call(*known)
    return caught.value


@pytest.fixture
def no_office(service: Service) -> Cast:
    """The cast where types require a PDF and no LibreOffice is to be found."""
    nowhere = replace(service.settings, soffice="/khong/co/soffice")
    cast = assemble(replace(service, settings=nowhere), pdf=True)
    assert cast.service.converter is None
    return cast


@pytest.fixture
def with_pdf(service: Service) -> Cast:
    """The cast where types require a PDF, and LibreOffice makes it."""
    return assemble(service, pdf=True)


# Prepared once, and again when something changed


def test_a_draft_is_prepared_once_however_often_it_is_asked(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Nội dung.")
    acts.prepare(cast.service, cast["vanan"], revision_id)
    acts.prepare(cast.service, cast["vanan"], revision_id)
    submit(cast, revision_id)
    assert forms_of(cast, revision_id) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Quy trình kiểm soát hồ sơ"},
        {"change_summary": "Bổ sung mục 6"},
        {"change_place": "mục 6"},
        DECISION,
    ],
)
def test_a_changed_plan_asks_for_a_new_form(cast: Cast, changes: dict[str, object]) -> None:
    revision_id = a_model(cast, register(cast, "QT-01", MODEL_TITLE))
    acts.prepare(cast.service, cast["vanan"], revision_id)
    before = to_read(cast, "vanan", revision_id).file.sha256
    plan(cast, revision_id, **changes)
    assert to_read(cast, "vanan", revision_id).file.sha256 != before  # the upload, not the old form
    acts.prepare(cast.service, cast["vanan"], revision_id)
    assert forms_of(cast, revision_id) == 2
    assert to_read(cast, "vanan", revision_id).file.sha256 != before


def test_a_changed_reviewer_asks_for_none(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Nội dung.")
    acts.prepare(cast.service, cast["vanan"], revision_id)
    plan(cast, revision_id, approver_id=None)
    acts.prepare(cast.service, cast["vanan"], revision_id)
    assert forms_of(cast, revision_id) == 1


def test_another_file_asks_for_a_new_form_and_the_round_freezes_the_last(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản đầu.")
    acts.prepare(cast.service, cast["vanan"], revision_id)
    put_file(cast, revision_id, a_docx("Bản sau."), base_of(cast, revision_id))
    through(cast, revision_id)
    assert forms_of(cast, revision_id) == 2
    assert "Bản sau." in word.body_text(approved(cast, revision_id))
    assert "Bản đầu." not in everything(approved(cast, revision_id))


def test_what_changed_after_the_signing_page_is_not_signed(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản đầu.")
    proof = cast.ask("vanan", Act.SUBMIT, revision_id)
    put_file(cast, revision_id, a_docx("Bản sau."), base_of(cast, revision_id))
    told = refused(acts.submit_for_review, cast.service, cast["vanan"], revision_id, proof)
    assert isinstance(told, Conflict)
    assert the_revision(cast, revision_id).state.value == "draft"


# What the approved file says


def test_the_running_header_carries_code_number_and_the_day_of_the_decision(cast: Cast) -> None:
    revision_id = through(cast, ready(cast, register(cast), "Nội dung.", **DECISION))
    header = everything(approved(cast, revision_id), r"word/header\w*\.xml")
    for words in ("QT-05", "01", "00", "27/02/2026"):
        assert words in header


def test_the_author_s_own_words_are_untouched(cast: Cast) -> None:
    data = a_docx("Hồ sơ nộp trong 05 ngày.")
    document_id = register(cast)
    revision_id = a_draft(cast, document_id)
    put_file(cast, revision_id, data)
    plan(cast, revision_id)
    through(cast, revision_id)
    assert word.body_text(approved(cast, revision_id)) == word.body_text(data)


def test_the_amendment_log_has_a_line_of_every_approved_change(cast: Cast, clock) -> None:
    document_id = register(cast, "QT-01", MODEL_TITLE)
    first = through(cast, a_model(cast, document_id, change_summary="Ban hành lần đầu"))
    clock.advance(days=2)
    told = {"change_summary": "Rút ngắn thời hạn", "change_place": "mục 5.3"}
    second = through(cast, a_model(cast, document_id, **told))
    assert [one.summary for one in word.amendment_log(approved(cast, first))] == [
        "Ban hành lần đầu"
    ]
    old, new = word.amendment_log(approved(cast, second))
    assert (old.number, old.summary, old.approver) == ("01/00", "Ban hành lần đầu", "Lê Minh Châu")
    assert (new.number, new.summary, new.place) == ("01/01", "Rút ngắn thời hạn", "mục 5.3")
    assert new.approver == ""  # the name comes with the signature


# With a PDF or not at all


def test_without_a_converter_nothing_that_requires_a_pdf_is_submitted(no_office: Cast) -> None:
    cast = no_office
    revision_id = ready(cast, register(cast), "Nội dung.")
    told = refused(acts.prepare, cast.service, cast["vanan"], revision_id)
    assert (type(told), told.code) == (Unavailable, "PDF-CONVERTER-ABSENT")
    assert forms_of(cast, revision_id) == 1  # the Word file is there to make the PDF from
    assert refused(cast.ask, "vanan", Act.SUBMIT, revision_id).code == "PDF-CONVERTER-ABSENT"
    assert the_revision(cast, revision_id).state.value == "draft"


def own_pdf(cast: Cast, revision_id: UUID, without: Sequence[str] = ()) -> bytes:
    """What An prints from the prepared file in Word."""
    prepared = read_bytes(cast.service.store, to_read(cast, "vanan", revision_id).file.sha256)
    lines = word.read_text(prepared).text.splitlines()
    return pdf_file(*[one for one in lines if one.strip() and one not in without])


def test_an_author_s_pdf_takes_the_place_and_is_signed_with_the_word_file(no_office: Cast) -> None:
    cast = no_office
    revision_id = ready(cast, register(cast), "Nội dung.")
    refused(acts.prepare, cast.service, cast["vanan"], revision_id)
    pdf = own_pdf(cast, revision_id)
    acts.take_author_pdf(cast.service, cast["vanan"], revision_id, pdf, "quy trình.pdf")
    through(cast, revision_id)
    with cast.service.db.read() as session:
        frozen = session.get_one(Revision, revision_id).pdf_sha256
        places = session.scalars(select(SignablePdf).where(SignablePdf.sha256 == frozen)).one()
    assert places.base_sha256 == hashlib.sha256(pdf).hexdigest()  # it got places to sign, no more
    signed = original(cast, "hai", revision_id, "pdf")
    assert signed.startswith(read_bytes(cast.service.store, frozen))
    own = pages_of(pdf)
    assert pages_of(signed)[: len(own)] == own
    assert named_in_statements(cast, revision_id) == {"docx", "pdf"}


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_an_author_s_pdf_of_another_text_is_refused(no_office: Cast) -> None:
    cast = no_office
    revision_id = ready(cast, register(cast), "Hồ sơ nộp trong 05 ngày làm việc kể từ ngày nhận.")
    refused(acts.prepare, cast.service, cast["vanan"], revision_id)
    other = pdf_file("Một văn bản khác hẳn.")
    with pytest.raises(Invalid):
        acts.take_author_pdf(cast.service, cast["vanan"], revision_id, other, "khác.pdf")
    assert refused(cast.ask, "vanan", Act.SUBMIT, revision_id).code == "PDF-CONVERTER-ABSENT"


def test_an_author_s_pdf_does_not_outlive_the_file_it_was_made_of(no_office: Cast) -> None:
    cast = no_office
    revision_id = ready(cast, register(cast), "Nội dung.")
    refused(acts.prepare, cast.service, cast["vanan"], revision_id)
    pdf = own_pdf(cast, revision_id)
    acts.take_author_pdf(cast.service, cast["vanan"], revision_id, pdf, "quy trình.pdf")
    put_file(cast, revision_id, a_docx("Bản sau."), base_of(cast, revision_id))
    assert refused(cast.ask, "vanan", Act.SUBMIT, revision_id).code == "PDF-CONVERTER-ABSENT"


def test_a_type_that_asks_for_a_pdf_meanwhile_is_asked_before_submission(cast: Cast) -> None:
    """Nothing waits in review without its PDF because the rule came a minute later."""
    here = replace(cast.service, settings=replace(cast.service.settings, soffice="/khong/co"))
    revision_id = ready(cast, register(cast), "Nội dung.")
    proof = cast.ask("vanan", Act.SUBMIT, revision_id)
    acts.change_type(here, cast["giang"], "QT", TypeChange(review_months=12, requires_pdf=True))
    refused(acts.submit_for_review, here, cast["vanan"], revision_id, proof)
    assert the_revision(cast, revision_id).state.value == "draft"


def named_in_statements(cast: Cast, revision_id: UUID) -> set[str]:
    """The roles of the files in every statement about a revision; all name the same bytes."""
    revision = the_revision(cast, revision_id)
    hashes = {"docx": revision.docx_sha256, "pdf": revision.pdf_sha256}
    asked = select(Statement.bytes).where(Statement.subject_id == revision.document_id)
    with cast.service.db.read() as session:
        told = [one.decode() for one in session.scalars(asked)]
    assert len(told) == 3
    kept = {role for role, sha256 in hashes.items() if sha256}
    assert all(str(hashes[role]) in one for one in told for role in kept)
    return kept


@needs_office
@needs_poppler
def test_where_libreoffice_is_the_pdf_is_made_signed_and_read(with_pdf: Cast, clock) -> None:
    cast = with_pdf
    document_id = register(cast)
    first = issued(cast, document_id, "Lần đầu.", **DECISION)
    assert named_in_statements(cast, first) == {"docx", "pdf"}
    page = said_by_poppler(original(cast, "hai", first, "pdf"))
    assert "Lần đầu." in page
    assert "27/02/2026" in page
    assert "KHÔNG KIỂM SOÁT" not in page
    reading = copy_for(cast, "dung", first)
    assert (reading.media_type, reading.data[:5]) == (PDF, b"%PDF-")
    told = said_by_poppler(reading.data)
    assert "Lần đầu." in told
    assert "Phạm Thị Dung" in told
    assert the_revision(cast, first).public_token in "".join(told.split())
    clock.advance(days=1)
    issued(cast, document_id, "Lần sau.")
    dead = word.pdf_text(copy_for(cast, "hai", first).data)  # poppler reads slanted words in pieces
    assert "TÀI LIỆU HẾT HIỆU LỰC" in " ".join(dead.split())
    assert "TÀI LIỆU HẾT HIỆU LỰC" not in " ".join(word.pdf_text(reading.data).split())


# Copies of readers


def test_a_copy_names_its_reader_its_time_and_where_to_ask(cast: Cast) -> None:
    revision_id = issued(cast, register(cast))
    mine = copy_for(cast, "dung", revision_id)
    told = everything(mine.data)
    assert mine.media_type == DOCX  # this type has no PDF
    assert "BẢN IN KHÔNG KIỂM SOÁT – in lúc" in told
    assert "bởi Phạm Thị Dung" in told
    assert public_address(cast.service, the_revision(cast, revision_id).public_token) in told
    assert "Vũ Văn Hải" in everything(copy_for(cast, "hai", revision_id).data)
    assert "HẾT HIỆU LỰC" not in told
    assert word.body_text(mine.data) == word.body_text(approved(cast, revision_id))


def marks(cast: Cast, login: str, revision_id: UUID) -> set[str]:
    """What lies across the pages of somebody's copy."""
    with zipfile.ZipFile(io.BytesIO(copy_for(cast, login, revision_id).data)) as package:
        drawn = "".join(package.read(one).decode() for one in package.namelist() if "xml" in one)
    known = ("TÀI LIỆU HẾT HIỆU LỰC", "DỰ THẢO", "CHƯA CÓ HIỆU LỰC", "ĐÃ HỦY")
    return {one for one in known if one in drawn}
