"""A real server with its jobs, and Chromium in front of it."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from qms.app import create_app
from qms.jobs import Jobs
from qms.jobs.indexing import open_index
from qms.service import Service, open_service
from qms.settings import Settings
from tests.support import databases, installations
from tests.support.cast import PASSPHRASE, PASSWORD, Cast, assemble
from tests.support.clock import Clock

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1440, "height": 900}
SHOTS = Path(__file__).parent / "screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Site:
    """The address of the service, its people, and a hand on its jobs."""

    url: str
    cast: Cast
    jobs: Jobs
    clock: Clock


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; the test is skipped (in CI: fails) where there is none.

    Of one module, not of the whole run: while it lives, an event loop runs in this process, in
    which no other test can begin one of its own.
    """
    program = os.environ.get("QMS_CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An installation with its cast, served on a free port of this machine."""
    clock = Clock()
    with (
        databases.fresh_sqlite(tmp_path) as db,
        installations.opened(db, tmp_path / "instance", clock) as service,
    ):
        cast = assemble(service)
        with served(service, clock) as (url, jobs):
            yield Site(url, cast, jobs, clock)


class served:  # noqa: N801 - a context manager
    """The application in a thread, over its own connection to the database."""

    def __init__(self, service: Service, clock: Clock) -> None:
        settings = Settings(
            instance=service.settings.instance, database_url=service.settings.database_url
        )
        self.service = open_service(settings, clock)
        self.app = create_app(settings, self.service)
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> tuple[str, Jobs]:
        self.thread.start()
        jobs = Jobs(self.service, self.app, open_index(self.service))
        jobs.round()
        return f"http://127.0.0.1:{self.server.server_port}", jobs

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.service.close()


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, chromium: Browser, site: Site, login: str, size: dict[str, int]) -> None:
        self.site = site
        self.context = chromium.new_context(viewport=size, locale="vi-VN", accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.go("/sign-in")
        self.page.fill("#login", login)
        self.page.fill("#password", PASSWORD)
        self.press("Đăng nhập")

    def _heard(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.complaints.append(getattr(message, "text", ""))

    def go(self, path: str) -> None:
        self.page.goto(self.site.url + path)

    def press(self, name: str) -> None:
        """A button or a link by its words."""
        control = self.page.get_by_role("button", name=name, exact=True)
        if control.count() == 0:
            control = self.page.get_by_role("link", name=name, exact=True)
        control.first.click()
        self.page.wait_for_load_state()

    def sign(self) -> None:
        """The passphrase on the signing page."""
        self.page.fill("#passphrase", PASSPHRASE)
        self.press("Ký")

    def shot(self, name: str) -> None:
        """A picture of the whole page."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    @property
    def text(self) -> str:
        return self.page.inner_text("body")


@pytest.fixture
def sign_in(chromium: Browser, site: Site) -> Iterator[object]:
    """`sign_in("vanan")` puts a person before a browser; nobody's console may complain."""
    people: list[Person] = []

    def enter(login: str, size: dict[str, int] = DESK) -> Person:
        people.append(Person(chromium, site, login, size))
        return people[-1]

    yield enter
    for person in people:
        person.context.close()
        assert person.complaints == []
