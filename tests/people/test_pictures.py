"""One's handwritten signature in the browser and through the API."""

from io import BytesIO

import pytest

from qms.errors import Invalid, NotFound
from qms.people import acts
from qms.people.queries.pictures import picture_of
from qms.store import read_bytes
from tests.documents.conftest import calls, cast, desk
from tests.sealing.stage import a_picture

__all__ = ["calls", "cast", "desk"]


def sent(data: bytes) -> tuple[BytesIO, str]:
    return BytesIO(data), "chữ ký.png"


def test_a_person_puts_looks_at_and_removes_a_signature(cast, desk):
    chau = desk("chau")
    chau.open("/profile")
    chau.follow("Ảnh chữ ký tay")
    chau.press("Lưu ảnh chữ ký", file=sent(a_picture()))
    assert "Đã lưu ảnh chữ ký" in chau.page.get_text()
    shown = chau.client.get(chau.page.select_one(".ink img")["src"])
    assert (shown.status_code, shown.mimetype) == (200, "image/png")
    chau.press("Gỡ ảnh")
    assert "Chưa có ảnh" in chau.page.get_text()
    assert chau.client.get("/profile/signature-picture.png").status_code == 404


def test_what_is_no_picture_is_refused_at_its_field(cast, desk):
    chau = desk("chau")
    chau.open("/profile/signature-picture")
    chau.press("Lưu ảnh chữ ký", 422, file=sent(b"khong phai anh"))
    assert "PNG hoặc JPEG" in chau.summary


def test_a_new_picture_takes_the_place_of_the_old_and_nobody_elses(cast):
    first = acts.put_picture(cast.service, cast["chau"], a_picture())
    second = acts.put_picture(cast.service, cast["chau"], a_picture(size=(500, 220)))
    with cast.service.db.read() as session:
        found = picture_of(session, cast["chau"])
        assert picture_of(session, cast["binh"]) is None
    assert found is not None
    assert found.sha256 == second != first
    assert len(read_bytes(cast.service.store, second)) == found.size
    with pytest.raises(NotFound):
        acts.remove_picture(cast.service, cast["binh"])
    with pytest.raises(Invalid):
        acts.put_picture(cast.service, cast["binh"], b"")


def test_the_api_takes_gives_and_removes_a_picture(cast, calls):
    chau, address = calls("chau"), "/me/signature-picture"
    made = chau.send("POST", address, data={"file": sent(a_picture())})
    assert (made.status_code, made.get_json()["width_mm"]) == (201, 40)
    assert chau.send("GET", address).data.startswith(b"\x89PNG")
    refused = chau.send("POST", address, data={"file": sent(b"khong phai anh")})
    assert (refused.status_code, refused.get_json()["code"]) == (422, "PICTURE-UNREADABLE")
    assert chau.send("DELETE", address).status_code == 204
    assert chau.send("GET", address).status_code == 404
