"""Getting ready for the new edition of the standard: two steps done, a few documents chosen."""

import uuid
from datetime import timedelta

from qms.demo.desk import Desk
from qms.transition import acts
from qms.transition.queries.projects import StepRow, project_page
from qms.transition.rules import StepState, Verdict
from qms.transition.schemas import Choice, Choices, NewProject, StepPlan, StepReport

MANAGER = "mai.nguyen"
# Who answers for the first steps, and in how many days from the beginning.
PLANNED = (
    ("ha.tran", 10),
    ("mai.nguyen", 20),
    ("dung.pham", 45),
    ("mai.nguyen", 75),
    ("son.hoang", 90),
)
CHOSEN = (
    ("STCL-01", Verdict.EDITION, ""),
    ("QT-01", Verdict.EDITION, ""),
    ("QT-02", Verdict.EDITION, ""),
    ("QT-06", Verdict.AMEND, ""),
    (
        "QT-07",
        Verdict.KEEP,
        "Theo quy định về công tác văn thư, không viện dẫn điều khoản nào đổi.",
    ),
)


def tell(desk: Desk) -> uuid.UUID:
    """Begin the project, give out its first steps, finish two, choose some documents."""
    new = NewProject(
        name="Chuẩn bị chuyển đổi ISO 9001:2026",
        from_standard="TCVN ISO 9001:2015",
        to_standard="ISO 9001:2026",
        map="9001-2015-2026",
    )
    project_id = acts.begin_project(desk.service, desk.id(MANAGER), new)
    for row, (login, days) in zip(_steps(desk, project_id), PLANNED, strict=False):
        desk.clock.later(minutes=5)
        plan = StepPlan(
            title=row.title,
            responsible_id=desk.id(login),
            due_on=desk.today() + timedelta(days=days),
            row_version=row.row_version,
        )
        acts.plan_step(desk.service, desk.id(MANAGER), row.id, plan)
    _choose(desk, project_id)
    _report(
        desk, project_id, 0, StepState.DONE, "Quyết định số 402/QĐ-STNMT; Trưởng ban: Giám đốc."
    )
    _report(desk, project_id, 1, StepState.DONE, "Kế hoạch số 57/KH-STNMT, gửi các đơn vị.")
    _report(desk, project_id, 2, StepState.UNDERWAY, "")
    return project_id


def _choose(desk: Desk, project_id: uuid.UUID) -> None:
    desk.clock.later(hours=1)
    choices = [
        Choice(document_id=desk.document(code), verdict=verdict, reason=reason)
        for code, verdict, reason in CHOSEN
    ]
    acts.choose(desk.service, desk.id(MANAGER), project_id, Choices(choices=choices))


def _report(desk: Desk, project_id: uuid.UUID, place: int, state: StepState, note: str) -> None:
    desk.clock.later(minutes=30)
    row = _steps(desk, project_id)[place]
    report = StepReport(state=state, note=note, row_version=row.row_version)
    acts.report_step(desk.service, row.responsible_id or desk.id(MANAGER), row.id, report)


def _steps(desk: Desk, project_id: uuid.UUID) -> tuple[StepRow, ...]:
    actor = desk.office.actor(MANAGER)
    with desk.service.db.read() as session:
        return project_page(session, actor, project_id, desk.service.now()).step_rows
