"""The demo's seal: a clerk, a fictional seal and fictional handwritten signatures, papers sealed.

Called while the agency is set up (`set_up_seal`) and after the story has approved its documents
(`seal_waiting`). Without fonts for the pictures nothing is drawn, and nothing waits for a seal.
"""

from sqlalchemy import select

from qms.demo.agency import ALL, PASSWORD, PEOPLE, DemoPerson, SignIn
from qms.demo.office import Office, take_in
from qms.demo.pictures import seal_picture, signature_picture
from qms.documents.acts import change_type
from qms.documents.queries.types import type_lines
from qms.documents.schemas import TypeChange
from qms.errors import Unavailable
from qms.people.acts import put_picture
from qms.people.model import Person
from qms.people.rules import Role
from qms.sealing import acts
from qms.sealing.queries.waiting import waiting_for
from qms.sealing.schemas import NewSealKey, SealPicture, SealProof
from qms.service import Service

CLERK = DemoPerson(
    "thu.bui",
    "Bùi Thị Minh Thư",
    "records_clerk",
    "VP",
    ((Role.STAFF, ALL),),
    "Đóng dấu cơ quan lên văn bản đã ký",
)
SECRET = "dau-do-cua-so"  # noqa: S105 - of the demonstration, good nowhere else
SEAL_MM = 36
TITLE = "Văn thư cơ quan"
MANAGER = "mai.nguyen"


def seal_clerk(service: Service) -> tuple[SignIn, ...]:
    """How the clerk signs in and seals, for the table of sign-ins; empty where there is no seal."""
    with service.db.read() as session:
        if not session.scalar(select(Person.id).where(Person.login == CLERK.login)):
            return ()
    does = f"{CLERK.does} (mật khẩu con dấu: {SECRET})"
    return (SignIn(CLERK.login, CLERK.name, TITLE, CLERK.unit, does, PASSWORD, ""),)


def set_up_seal(office: Office, types: tuple[str, ...] = ("QT",)) -> bool:
    """Clerk, key, pictures, and the types that are sealed; False where nothing can be drawn."""
    try:
        seal = seal_picture()
    except Unavailable:  # no font with Vietnamese letters on this machine
        return False
    service = office.service
    if CLERK.login not in office.people:
        take_in(office, CLERK, office.admin)
    wish = NewSealKey(
        clerk_id=office.people[CLERK.login], clerk_password=PASSWORD, passphrase=SECRET
    )
    acts.make_key(service, office.admin, wish, cost=office.cost)
    acts.put_picture(service, office.admin, seal, SealPicture(width_mm=SEAL_MM))
    with service.db.read() as session:
        kinds = [one for one in type_lines(session) if one.code in types and one.requires_pdf]
    for kind in kinds:
        change = TypeChange(review_months=kind.review_months, requires_pdf=True, requires_seal=True)
        change_type(service, office.people[MANAGER], kind.code, change)
    return True


def put_pictures(office: Office) -> None:
    """A drawn signature for everybody here who signs."""
    for one in PEOPLE:
        if one.signs and one.login in office.people:
            put_picture(office.service, office.people[one.login], signature_picture(one.name))


def seal_waiting(office: Office, leave: int = 1) -> int:
    """The clerk seals what waits, all but the last `leave`; returns how many were sealed."""
    if CLERK.login not in office.people:
        return 0
    clerk, service = office.actor(CLERK.login), office.service
    with service.db.read() as session:
        waiting = waiting_for(session, clerk, service.now())
    chosen = waiting[: max(0, len(waiting) - leave)]
    for one in chosen:
        office.clock.later(minutes=4)
        asked = acts.ask_to_seal(service, clerk.id, one.subject_id)
        proof = SealProof(challenge=asked.challenge, passphrase=SECRET)
        acts.seal(service, clerk.id, one.subject_id, proof)
    return len(chosen)
