"""Whatever is brought to the entrances of signatures: an answer by name, in time, never a fault."""

import struct
import zipfile
import zlib
from io import BytesIO
from time import monotonic

import pytest
from flask import Flask

from qms.documents import acts
from qms.documents.rules.states import Act
from qms.people.rules import Role
from tests.documents.desk import Desk
from tests.sealing.stage import a_picture, take_in
from tests.support.api import caller
from tests.support.cast import Cast, ready, register, submit
from tests.support.foreign import ForeignCa

PATIENCE = 20  # seconds on a busy machine; what is meant is "not minutes"


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows or zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def bundle_like(name: str, size: int) -> bytes:
    """An archive that begins as a bundle does, with one large entry."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
        archive.writestr(name, bytes(size), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


FOREIGN = ForeignCa("CA Thử")
CERTIFICATE = FOREIGN.person("Trần Thị Bình")
PEM = CERTIFICATE.pem
RUBBISH = {
    "nothing": b"",
    "a byte": b"\0",
    "text": "Không phải chữ ký. ".encode() * 100,
    "half a certificate": CERTIFICATE.der[:200],
    "a certificate with a tail": CERTIFICATE.der + b"tail",
    "a certificate and nothing around it": CERTIFICATE.der,
    "armour around nothing": b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
    "armour around rubbish": b"-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n",
    "no end of certificates": PEM * 300,
    "a private key": CERTIFICATE.key_pem,
    "nested without end": b"\x30\x80" * 20_000,
    "longer than it is": b"\x30\x84\xff\xff\xff\xff\x00",
    "a bare PDF": b"%PDF-1.7\n",
    "a PDF that ends in itself": b"%PDF-1.7\nxref\n0 1\ntrailer<</Prev 9>>startxref\n9\n%%EOF",
    "a deep PDF": b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
    "an empty archive": b"PK\x05\x06" + bytes(18),
    "half an archive": bundle_like("a.txt", 1000)[:60],
    "a bomb": bundle_like("files/a.pdf", 50 * 1024 * 1024),
    "a way out": bundle_like("../../etc/passwd", 10),
    "a picture of a hectare": png(60_000, 60_000),
    "half a picture": a_picture()[:300],
    "a picture without rows": png(100, 100),
    "a drawing that runs": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
}


@pytest.fixture
def everybody(cast: Cast) -> Cast:
    take_in(cast)
    cast.add("quantri", "Đỗ Thị Quản Trị", (Role.ADMINISTRATOR, None))
    return cast


def sent(data: bytes) -> tuple[BytesIO, str]:
    return BytesIO(data), "tệp của tôi.bin"


def pages(app: Flask, cast: Cast):
    """Each page that takes such a file: whose browser, where its form is, the form, its fields."""
    chau, admin = Desk(app, "chau"), Desk(app, "quan")
    anchor = {"name": "CA", "usages": "non_repudiation", "revocation": "if_known"}
    yield chau, "/profile/own-certificate", "/profile/own-certificate", "file", {}
    yield chau, "/profile/signature-picture", "/profile/signature-picture", "file", {}
    yield chau, "/proofs/", "/proofs/check", "file", {}
    yield admin, "/admin/trust", "/admin/trust/anchors", "files", anchor
    yield admin, "/admin/trust", "/admin/trust/revocation-lists", "list", {}
    yield admin, "/sealing/key", "/sealing/picture", "file", {"width_mm": "36"}


def test_every_page_refuses_rubbish_by_name(app: Flask, everybody: Cast) -> None:
    for desk, shown, action, field, values in pages(app, everybody):
        for name, data in RUBBISH.items():
            desk.open(shown)
            form = desk._prefilled(desk._form(action))
            before = monotonic()
            answer = desk.client.post(
                action, data={**form, **values, field: sent(data)}, follow_redirects=True
            )
            assert monotonic() - before < PATIENCE, (action, name)
            good = action == "/proofs/check" or (action.endswith("own-certificate"))
            assert answer.status_code in {409, 413, 422, *([200] if good else [])}, (action, name)
            assert "Đã thêm" not in answer.text, (action, name)


def programs(app: Flask, cast: Cast):
    """The same for programs: whose, the address, the file's field, the others."""
    chau, admin = caller(app, cast, "chau"), caller(app, cast, "quan")
    yield chau, "/me/certificate-registrations", {}
    yield chau, "/me/signature-picture", {}
    yield chau, "/checks", {}
    yield admin, "/revocation-lists", {}
    yield admin, "/seal/picture", {"width_mm": "36"}


def test_every_program_is_refused_rubbish_with_a_code(app: Flask, everybody: Cast) -> None:
    for program, address, values in programs(app, everybody):
        for name, data in RUBBISH.items():
            before = monotonic()
            answer = program.send("POST", address, data={**values, "file": sent(data)})
            assert monotonic() - before < PATIENCE, (address, name)
            assert answer.status_code < 500, (address, name, answer.text)
            if address != "/checks":
                assert answer.status_code in {409, 413, 422}, (address, name, answer.text)
                assert answer.get_json()["code"], (address, name)


def test_a_request_to_sign_outside_survives_every_rubbish(app: Flask, everybody: Cast) -> None:
    cast = everybody
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    proof = cast.ask("binh", Act.AGREE, revision_id)
    binh = caller(app, cast, "binh")
    for name, data in RUBBISH.items():
        form = {"challenge": proof.challenge, "words": "", "file": sent(data)}
        answer = binh.send("POST", f"/revisions/{revision_id}/outside-signatures", data=form)
        assert answer.status_code in {404, 409, 413, 422}, (name, answer.text)
    acts.agree(cast.service, cast["binh"], revision_id, "", proof)
