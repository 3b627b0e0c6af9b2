"""Random lives of documents, compared at every step with the same life kept on paper."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from qms.people.rules import Role
from tests.races.stage import check_log
from tests.stateful.life import Life
from tests.support.cast import Cast
from tests.support.clock import Clock

LIVES = {"sqlite": 8, "postgresql": 5}
STEPS = 25


def test_any_life_of_a_document_is_as_it_would_be_on_paper(cast: Cast, clock: Clock) -> None:
    cast.add("minh", "Đỗ Minh", (Role.REVIEWER, None))
    cast.enrol("minh")
    backend = "sqlite" if cast.service.db.is_sqlite else "postgresql"
    run_state_machine_as_test(
        lambda: Life(cast, clock),
        settings=settings(
            max_examples=LIVES[backend],
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],  # shrinking what signs takes minutes
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )
    check_log(cast)
