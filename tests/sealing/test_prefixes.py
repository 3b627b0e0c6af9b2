"""TM., Q., KT., TL., TUQ. are printed exactly as the position and the delegation give them."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from qms import word
from qms.people.queries import signer_role
from qms.people.rules import DelegationKind, UnitKind
from qms.signing.pictures import Ink, clean_picture
from tests.people.conftest import agency
from tests.people.test_signing_roles import Leaders, leaders
from tests.sealing.stage import a_picture

__all__ = ["agency", "leaders"]


@pytest.fixture(scope="module")
def places() -> dict[str, dict[str, object]]:
    """The places of a sign page, by field."""
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 700, "QT-05")
    canvas.save()
    return {one["field"]: one for one in word.signing_form(stream.getvalue(), 1).places}


def printed(role: str, place: dict[str, object], service, folder: Path) -> list[str]:
    """The lines of the signature as a PDF reader gives them, the position first."""
    facts = word.SignatureFacts(
        name="Lường Thị Hoa",
        title_lines=tuple(role.split("\n")),
        signed_at=service.now(),
        picture=clean_picture(a_picture(), Ink.BLUE).data,
        demo=False,
        statement_sha256="ab" * 32,
    )
    path = folder / "look.pdf"
    path.write_bytes(word.signature_look(place, facts))
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return [line.strip() for line in told.stdout.splitlines() if line.strip()]


def highest(leaders: Leaders, person) -> str:
    with leaders.service.db.read() as session:
        return signer_role(session, person, leaders.service.now(), highest=True).text


@pytest.mark.parametrize(
    ("kind", "who", "lines"),
    [
        (DelegationKind.KT, "deputy", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (DelegationKind.TL, "head", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        (DelegationKind.TUQ, "head", ["TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        (DelegationKind.Q, "head", ["Q. GIÁM ĐỐC"]),
    ],
)
def test_a_delegated_signature_shows_its_prefix(leaders, places, tmp_path, kind, who, lines):
    person = getattr(leaders, who)
    leaders.give(kind, person)
    role = highest(leaders, person)
    assert role.split("\n") == lines
    shown = printed(role, places["approver"], leaders.service, tmp_path)
    assert shown[: len(lines)] == lines
    assert shown[len(lines)] == "Lường Thị Hoa"


def test_on_behalf_of_a_collective_the_collective_is_printed(leaders, agency, places, tmp_path):
    committee = agency.unit("BCD", "Ban Chỉ đạo ISO", UnitKind.BOARD)
    chair = agency.post(leaders.director, "steering_committee_head", committee)
    agency.post(leaders.deputy, "steering_committee_deputy", committee)
    leaders.give(DelegationKind.TM, leaders.deputy, holding=chair)
    (role,) = [one for one in leaders.texts(leaders.deputy) if one.startswith("TM.")]
    shown = printed(role, places["approver"], leaders.service, tmp_path)
    assert shown[:2] == ["TM. BAN CHỈ ĐẠO ISO", "PHÓ TRƯỞNG BAN"]


def test_an_order_passed_on_shows_all_three_lines(leaders, places, tmp_path):
    given = leaders.give(DelegationKind.TL, leaders.head)
    passing = {"by": leaders.head, "holding": leaders.headship, "source": given}
    leaders.give(DelegationKind.KT, leaders.second, **passing)
    shown = printed(highest(leaders, leaders.second), places["approver"], leaders.service, tmp_path)
    assert shown[:3] == ["TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]


def test_without_a_delegation_there_is_no_prefix(leaders, places, tmp_path):
    role = highest(leaders, leaders.deputy)
    assert printed(role, places["approver"], leaders.service, tmp_path)[0] == "PHÓ GIÁM ĐỐC"
