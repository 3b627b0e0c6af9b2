"""Whoever may not read a document does not learn from its list or copies that there is one."""

import uuid

import pytest

from qms.changes import acts as changes
from qms.changes.schemas import Merge
from qms.distribution import acts
from qms.documents.model import Document
from qms.documents.rules.permissions import Visibility
from qms.errors import NotFound
from qms.people.rules import Role
from tests.distribution.stage import a_copy, hand_over, put_person
from tests.support.cast import Cast


@pytest.fixture
def hidden(cast: Cast, document_id: uuid.UUID) -> uuid.UUID:
    """QT-05 is for named people only; Lâm writes for another unit."""
    cast.add("lam", "Đỗ Lâm", (Role.AUTHOR, "QLDD"))
    with cast.service.db.write() as session:
        session.get_one(Document, document_id).visibility = Visibility.NAMED
    return document_id


def test_a_line_of_a_hidden_list_is_unknown_to_a_stranger(cast: Cast, hidden: uuid.UUID, calls):
    line = put_person(cast, hidden, "dung")
    with pytest.raises(NotFound, match="DOCUMENT-NOT-FOUND"):
        acts.remove_recipient(cast.service, cast["lam"], line)
    calls("lam").post(f"/distribution/recipients/{line}/remove", 404)
    calls("lam").post(f"/distribution/recipients/{uuid.uuid4()}/remove", 404)


def test_a_copy_of_a_hidden_document_is_unknown_to_a_stranger(cast: Cast, hidden: uuid.UUID, calls):
    copy_id = a_copy(cast, hidden)
    hand_over(cast, copy_id)
    told = {"reason": "Bản cũ", "witness": "Ai đó", "on": "2026-03-02"}
    calls("lam").get(f"/paper-copies/{copy_id}", 404)
    calls("lam").post(f"/paper-copies/{copy_id}/destroy", 404, **told)


def test_requests_of_a_hidden_document_are_taken_in_by_nobody_else(cast: Cast, hidden: uuid.UUID):
    with pytest.raises(NotFound, match="DOCUMENT-NOT-FOUND"):
        changes.merge_requests(cast.service, cast["lam"], hidden, Merge(requests=[uuid.uuid4()]))
