"""Every page of a change of the standard at both widths: no violation, no sideways scroll."""

import uuid
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from qms.transition import acts
from qms.transition.rules import Verdict
from qms.transition.schemas import StepPlan
from tests.browser.conftest import DESK, PHONE, Site, chromium, sign_in, site
from tests.browser.test_accessible import RULES
from tests.support.cast import Cast, issued, register
from tests.transition.stage import begin, choose, decide, in_approval, page

pytestmark = pytest.mark.browser
__all__ = ["chromium", "sign_in", "site"]


def a_project(cast: Cast, site: Site) -> uuid.UUID:
    """Under way: a step given, two documents chosen, one draft open, two others to sign."""
    ids = [register(cast, code, f"Quy trình {code}") for code in ("QT-05", "QT-06")]
    for one in ids:
        issued(cast, one)
    site.clock.advance(days=1)
    project_id = begin(cast)
    step = page(cast, project_id).step_rows[0]
    wanted = StepPlan(
        title=step.title,
        responsible_id=cast["giang"],
        due_on=date(2026, 3, 5),
        row_version=step.row_version,
    )
    acts.plan_step(cast.service, cast["giang"], step.id, wanted)
    choose(cast, project_id, Verdict.EDITION, ids[0])
    choose(cast, project_id, Verdict.KEEP, ids[1])
    decide(cast, project_id)
    acts.open_drafts(cast.service, cast["giang"], project_id)
    in_approval(cast, "QT-01", "QT-02")
    return project_id


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_has_a_violation(site: Site, sign_in, size) -> None:
    project_id = a_project(site.cast, site)
    step_id = page(site.cast, project_id).step_rows[0].id
    giang, found = sign_in("giang", size), []
    paths = [
        "/transition",
        "/transition/new",
        f"/transition/{project_id}",
        f"/transition/{project_id}/clauses",
        f"/transition/{project_id}/clauses/edit",
        f"/transition/{project_id}/documents",
        f"/transition/{project_id}/steps/new",
        f"/transition/steps/{step_id}",
    ]
    for number, path in enumerate(paths):
        giang.go(path)
        found += faults(giang, path, size)
        giang.shot(f"transition-{number}-{size['width']}")
    chau = sign_in("chau", size)
    chau.go("/transition/issue")
    found += faults(chau, "issue", size)
    chau.shot(f"transition-issue-{size['width']}")
    chau.press("Đọc nội dung sẽ ký")
    found += faults(chau, "statements", size)
    chau.shot(f"transition-sign-{size['width']}")
    chau.sign()
    assert "Đã ký ban hành 2 tài liệu" in chau.text
    assert found == []


def faults(person, path: str, size: dict[str, int]) -> list[str]:
    results = Axe().run(person.page, options=RULES)
    found = [f"{path}: {one['id']}" for one in results.response["violations"]]
    wide = person.page.evaluate("document.documentElement.scrollWidth")
    return [*found, f"{path}: {wide} px wide"] if wide > size["width"] else found
