"""An old Word file (.doc): kept, offered as a new draft, never turned into one silently."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from qms.app import create_app
from qms.documents.acts.upload import is_old_word
from qms.documents.model import HeldUpload
from qms.documents.views import noting
from qms.word import find_converter
from tests.documents.desk import Desk
from tests.support.api import Caller
from tests.support.cast import Cast, a_docx, a_draft, register
from tests.word.build import ole2
from tests.word.office import as_old_word, needs_office

DOC = ole2("WordDocument", "1Table")


def test_a_doc_is_kept_and_offered_never_taken_silently(cast: Cast, desk) -> None:
    draft = a_draft(cast, register(cast))
    an = desk("vanan").look(draft)
    an.bring(DOC, 422, name="quy trình cũ.doc")
    assert "Word cũ (.doc)" in an.text
    assert an.offers("Chuyển thành .docx làm dự thảo mới")
    assert "Chưa có tệp" in an.text
    with cast.service.db.read() as session:
        held = session.query(HeldUpload).one()
        assert is_old_word(held.problems)
        assert cast.service.store.has(held.sha256)


@needs_office
@pytest.mark.skipif(find_converter() is None, reason="LibreOffice is not installed")
def test_a_held_doc_becomes_a_draft_on_request_and_stays_kept(
    cast: Cast, calls: Callable[[str], Caller], desk, tmp_path: Path
) -> None:
    document_id = register(cast)
    draft = a_draft(cast, document_id)
    old = as_old_word(a_docx("Trả kết quả trong 05 ngày làm việc."), tmp_path)
    an = desk("vanan").look(draft)
    an.bring(old, 422, name="quy trình cũ.doc")
    an.press("Chuyển thành .docx làm dự thảo mới")
    assert "đối chiếu với bản gốc" in an.text
    assert "quy trình cũ.docx" in an.text
    assert not an.offers("Chuyển thành .docx làm dự thảo mới")
    with cast.service.db.read() as session:
        held = session.query(HeldUpload).one()
    with cast.service.store.open(held.sha256) as stream:
        assert stream.read() == old
    answer = calls("vanan").get(f"/revisions/{draft}/comparison", 422)
    assert answer["code"] == "COMPARISON-WITHOUT-BASE"


def test_nobody_converts_what_somebody_else_sent(
    cast: Cast, calls: Callable[[str], Caller]
) -> None:
    draft = a_draft(cast, register(cast))
    an, giang = calls("vanan"), calls("giang")
    refused = an.upload(str(draft), DOC, status=422, name="cũ.doc")
    assert refused["code"] == "DOC-HELD"
    held = refused["parameters"]["held"]
    giang.post(f"/revisions/{draft}/held/{held}/convert", 404)


def test_without_libreoffice_the_doc_stays_held_and_the_page_says_why(
    app: Flask, cast: Cast
) -> None:
    draft = a_draft(cast, register(cast))
    settings = replace(cast.service.settings, soffice="/nowhere/soffice")
    bare = create_app(service=replace(cast.service, settings=settings))
    an = Desk(bare, "vanan").look(draft)
    an.bring(DOC, 422, name="cũ.doc")
    an.press("Chuyển thành .docx làm dự thảo mới", 503)
    assert "LibreOffice" in an.text
    assert an.offers("Chuyển thành .docx làm dự thảo mới")
    bare.extensions[noting.EXTENSION].close()
