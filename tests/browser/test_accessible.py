"""Every page at both widths without an axe violation, and the story's doors without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE, Site
from tests.support.cast import Cast, a_docx, a_draft, issued, put_file, ready, register, submit

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def pages(cast: Cast) -> dict[str, str]:
    """Pages in every state, by name, and who looks at them."""
    in_force = register(cast, "QT-05", "Thu hồi đất")
    issued(cast, in_force)
    running = ready(cast, register(cast, "QT-06", "Đánh giá nội bộ"), "Bản.", "QT-06")
    submit(cast, running)
    draft = a_draft(cast, register(cast, "QT-07", "Xem xét của lãnh đạo"))
    put_file(cast, draft, a_docx(code="QT-07"))
    return {
        "/": "vanan",
        "/documents": "vanan",
        "/documents/new": "vanan",
        f"/documents/{in_force}": "vanan",
        f"/documents/{in_force}/history": "giang",
        f"/documents/{in_force}/access": "giang",
        f"/documents/{in_force}/evidence": "giang",
        f"/documents/{in_force}/edit": "giang",
        f"/documents/revisions/{running}": "binh",
        f"/documents/revisions/{running}/sign/agree": "binh",
        f"/documents/revisions/{draft}": "vanan",
        "/search?q=thu+hoi+dat": "dung",
        "/search?q=khong+co+gi": "dung",
        "/profile": "dung",
    }


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_has_a_violation(site: Site, sign_in, size) -> None:
    wanted = pages(site.cast)
    site.jobs.round()
    people = {login: sign_in(login, size) for login in sorted(set(wanted.values()))}
    found = []
    for path, login in wanted.items():
        person = people[login]
        person.go(path)
        results = Axe().run(person.page, options=RULES)
        found += [f"{path}: {one['id']}" for one in results.response["violations"]]
        wide = person.page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            found.append(f"{path}: {wide} px wide")
    assert found == []
