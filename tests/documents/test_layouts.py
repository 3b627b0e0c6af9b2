"""House layouts in the room: brought by an administrator, tried, used, retired."""

import io
import uuid
from collections.abc import Callable

import docx
import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from qms import audit, word
from qms.documents.acts.layouts import activate_layout, retire_layout, upload_layout
from qms.documents.model import HouseLayout
from qms.documents.queries.layout_sample import sample
from qms.documents.queries.layouts import active_layout, all_layouts
from qms.documents.queries.objects import named_objects
from qms.documents.views.layouts import FIELD_WORDS
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.rules import Role
from qms.store import read_bytes
from tests.documents.desk import Desk
from tests.support.api import Caller
from tests.support.cast import Cast, issued, register
from tests.word.layouts import LINES, layout


@pytest.fixture
def admin(cast: Cast) -> uuid.UUID:
    """Somebody who administers and has no say in content."""
    return cast.add("quantri", "Đỗ Thị Quản Trị", (Role.ADMINISTRATOR, None))


def active(cast: Cast) -> str | None:
    with cast.service.db.read() as session:
        return active_layout(session)


def bring(cast: Cast, admin: uuid.UUID, *body: str) -> uuid.UUID:
    return upload_layout(cast.service, admin, layout(*body), "bố cục.docx")


def test_a_layout_is_kept_checked_and_not_used_yet(cast: Cast, admin: uuid.UUID) -> None:
    bring(cast, admin, "{{ title }}")
    assert active(cast) is None
    with cast.service.db.read() as session:
        (line,) = all_layouts(session)
        assert line.sha256 in set(named_objects(session))
    assert (line.uploaded_by, line.in_use) == ("Đỗ Thị Quản Trị", False)


def test_the_one_put_to_use_takes_the_place_of_the_other(cast: Cast, admin: uuid.UUID) -> None:
    one, two = bring(cast, admin, "Một"), bring(cast, admin, "Hai")
    activate_layout(cast.service, admin, one)
    first = active(cast)
    activate_layout(cast.service, admin, two)
    assert active(cast) not in {None, first}
    with cast.service.db.read() as session:
        lines = all_layouts(session)
    assert [line.in_use for line in lines] == [True, False]
    assert lines[1].retired_at is not None
    retire_layout(cast.service, admin, two)
    assert active(cast) is None


def test_what_was_done_is_in_the_log_of_events(cast: Cast, admin: uuid.UUID) -> None:
    one, two = bring(cast, admin, "Một"), bring(cast, admin, "Hai")
    activate_layout(cast.service, admin, one)
    activate_layout(cast.service, admin, two)
    with cast.service.db.read() as session:
        events = session.query(audit.AuditEvent).filter_by(object_kind="layout").all()
    told = sorted(event.action.rsplit(".", 1)[1] for event in events)
    assert told == ["activated", "activated", "retired", "uploaded", "uploaded"]


def test_only_administrators_of_the_agency_decide_about_layouts(
    cast: Cast, admin: uuid.UUID
) -> None:
    known = bring(cast, admin)
    for login in ("vanan", "giang", "chau"):
        with pytest.raises(NotAllowed):
            upload_layout(cast.service, cast[login], layout("Khác"), "x.docx")
        with pytest.raises(NotAllowed):
            activate_layout(cast.service, cast[login], known)
        with pytest.raises(NotAllowed):
            retire_layout(cast.service, cast[login], known)


def test_each_wrong_step_has_its_name(cast: Cast, admin: uuid.UUID) -> None:
    known = bring(cast, admin)
    activate_layout(cast.service, admin, known)
    same = read_bytes(cast.service.store, str(active(cast)))
    with pytest.raises(Conflict, match="LAYOUT-KNOWN"):
        upload_layout(cast.service, admin, same, "lại.docx")
    with pytest.raises(Conflict, match="LAYOUT-IN-USE"):
        activate_layout(cast.service, admin, known)
    retire_layout(cast.service, admin, known)
    for act in (activate_layout, retire_layout):
        with pytest.raises(Conflict, match="LAYOUT-RETIRED"):
            act(cast.service, admin, known)
    with pytest.raises(NotFound, match="LAYOUT-NOT-FOUND"):
        activate_layout(cast.service, admin, uuid.uuid4())
    with pytest.raises(Invalid, match="LAYOUT-SAMPLE-UNKNOWN"):
        sample(cast.service, cast.actor("quantri"), known, "QT-99")


def test_a_layout_that_is_refused_leaves_nothing(cast: Cast, admin: uuid.UUID) -> None:
    with pytest.raises(Invalid, match="LAYOUT-UNSAFE"):
        bring(cast, admin, "{{ ''.__class__ }}")
    assert list(cast.service.store.scan()) == sorted(set(cast.service.store.scan()))
    with cast.service.db.read() as session:
        assert all_layouts(session) == ()


def test_two_are_never_in_use_and_a_file_never_changes(cast: Cast, admin: uuid.UUID) -> None:
    bring(cast, admin, "Một"), bring(cast, admin, "Hai")
    for values in ({"in_use": True}, {"sha256": "0" * 64}):
        with pytest.raises(IntegrityError), cast.service.db.engine.begin() as connection:
            connection.execute(update(HouseLayout).values(values))


def test_a_document_in_force_is_shown_in_the_layout_and_stays_as_it_was(
    cast: Cast, admin: uuid.UUID
) -> None:
    issued(cast, register(cast))
    known = bring(cast, admin)
    before = set(cast.service.store.scan())
    data, name = sample(cast.service, cast.actor("quantri"), known, "qt05")
    assert name == "ban-thu_QT-05.docx"
    assert word.read_text(data).header.code == "QT-05"
    assert set(cast.service.store.scan()) == before


def test_every_field_of_the_tool_is_explained_on_the_page() -> None:
    assert list(FIELD_WORDS) == list(word.LAYOUT_FIELDS)


@pytest.mark.usefixtures("admin")
def test_an_administrator_does_it_all_in_the_browser(
    cast: Cast, desk: Callable[[str], Desk]
) -> None:
    issued(cast, register(cast))
    page = desk("quantri")
    page.open("/admin/people")
    page.follow("Bố cục văn bản")
    assert "Hệ thống đang dùng bố cục có sẵn" in page.text
    assert "{{ issued_on }}" in page.text
    word.check_layout(page.client.get("/documents/layouts/standard").data)
    bad = layout(lines=(*LINES, "{{ nguoi_ky }}"))
    page.send("/documents/layouts", 422, file=(io.BytesIO(bad), "mẫu.docx"))
    assert "nguoi_ky" in page.summary
    page.send("/documents/layouts", file=(io.BytesIO(layout()), "mẫu Sở.docx"))
    assert "Chưa sử dụng" in page.text
    form = page.page.find("form", action=lambda one: one and one.endswith("/sample"))
    answer = page.client.get(form["action"], query_string={"code": "QT-05"})
    assert "QT-05" in docx.Document(io.BytesIO(answer.data)).core_properties.subject
    page.open(form["action"] + "?code=QT-77", 422)
    assert "QT-77" in page.summary
    page.open("/documents/layouts")
    page.press("Đưa vào sử dụng mẫu Sở.docx")
    assert "Đang sử dụng" in page.text
    assert active(cast) is not None


@pytest.mark.usefixtures("admin")
def test_programs_do_the_same(app: Flask, cast: Cast, calls: Callable[[str], Caller]) -> None:
    issued(cast, register(cast))
    api = calls("quantri")
    made = api.send("POST", "/layouts", data={"file": (io.BytesIO(layout()), "a.docx")}).json
    known = f"/layouts/{made['id']}"
    answer = api.send("GET", f"{known}/sample", query_string={"code": "QT-05"})
    assert word.read_text(answer.data).header.code == "QT-05"
    assert word.guard(api.send("GET", f"{known}/file").data)
    assert api.post(f"{known}/activate", 200)["in_use"]
    assert api.get("/layouts")["items"][0]["active_from"] is not None
    assert not api.post(f"{known}/retire", 200)["in_use"]
    assert api.post(f"{known}/activate", 409)["code"] == "LAYOUT-RETIRED"
    assert calls("vanan").get("/layouts", 403)["code"] == "ROLE-MISSING"
