"""What readers get: stamped copies that say how they stand, never the signed bytes."""

from datetime import timedelta

from qms import word
from qms.documents import acts
from qms.documents.schemas import NewDocument
from qms.errors import NotAllowed
from qms.people.rules import today
from qms.store import read_bytes
from tests.documents.test_prepare import (
    copy_for,
    everything,
    marks,
    original,
    refused,
    the_revision,
    through,
)
from tests.support.cast import Cast, issued, ready, register


def test_every_copy_that_is_not_in_force_says_so_on_its_pages(cast: Cast, clock) -> None:
    document_id = register(cast)
    first = ready(cast, document_id, "Lần đầu.")
    assert marks(cast, "vanan", first) == {"DỰ THẢO"}
    through(cast, first)
    assert marks(cast, "dung", first) == set()
    clock.advance(days=1)
    soon = today(cast.service.now()) + timedelta(days=7)
    second = issued(cast, document_id, "Lần sau.", effective_on=soon)
    assert marks(cast, "hai", second) == {"CHƯA CÓ HIỆU LỰC"}
    clock.advance(days=8)
    assert marks(cast, "hai", first) == {"TÀI LIỆU HẾT HIỆU LỰC"}
    assert marks(cast, "hai", second) == set()


def test_a_reader_gets_a_copy_and_never_the_signed_bytes(cast: Cast) -> None:
    revision_id = issued(cast, register(cast))
    signed = the_revision(cast, revision_id).docx_sha256
    for login in ("vanan", "binh", "chau", "hai"):  # they signed it, or audit it
        assert original(cast, login, revision_id) == read_bytes(cast.service.store, str(signed))
    told = refused(original, cast, "dung", revision_id)
    assert (type(told), told.code) == (NotAllowed, "ORIGINAL-NOT-ALLOWED")
    assert copy_for(cast, "dung", revision_id).data != read_bytes(cast.service.store, str(signed))


def test_a_form_in_force_goes_out_clean_and_knows_its_identity(cast: Cast, clock) -> None:
    new = NewDocument(
        code="BM-01-QT-05",
        title="Phiếu tiếp nhận",
        type_code="BM",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
    )
    document_id = acts.register_document(cast.service, cast["vanan"], new)
    revision_id = issued(cast, document_id, "Họ và tên:")
    signed = the_revision(cast, revision_id).docx_sha256
    mine = copy_for(cast, "dung", revision_id)
    assert "KHÔNG KIỂM SOÁT" not in everything(mine.data)
    assert marks(cast, "dung", revision_id) == set()
    known = word.Identity(document_id, revision_id, "BM-01-QT-05", str(signed))
    assert word.read_identity(mine.data) == known
    clock.advance(days=1)
    issued(cast, document_id, "Họ, tên và số điện thoại:")
    assert marks(cast, "hai", revision_id) == {"TÀI LIỆU HẾT HIỆU LỰC"}
