"""Three people sign in Chromium, the clerk seals, and the evidence leaves the house with somebody.

What becomes of the bundle years later is tested where no browser is needed: tests/proofs.
"""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from qms.settings import ROOT
from tests.browser.conftest import DESK, PHONE, Person, Site
from tests.browser.test_main_story import adopt_from_model_set, agree, approve, revise
from tests.proofs.test_bundles import OPENSSL_ALONE, commands, run, unpacked
from tests.sealing import papers, stage
from tests.support.cast import Cast

pytestmark = pytest.mark.browser


def prepare(cast: Cast) -> None:
    """A seal, a clerk who keeps it, and a type that needs it."""
    stage.take_in(cast)
    papers.require_seal(cast)
    stage.make_seal(cast)


def seal(clerk: Person) -> None:
    """From the task to the register of the seal."""
    clerk.go("/sealing")
    clerk.shot("20-cho-dong-dau")
    clerk.press("Đóng dấu QT-01")
    clerk.shot("21-dong-dau")
    clerk.page.fill("#passphrase", stage.SECRET)
    clerk.press("Đóng dấu")
    assert "Đã đóng dấu cơ quan" in clerk.text
    clerk.shot("22-so-con-dau")


def take_away(manager: Person, path: Path) -> None:
    """Every signature is good on the page; the bundle is downloaded there."""
    manager.go("/documents/code/QT-01")
    manager.page.get_by_role("link", name="Chữ ký, bằng chứng").first.click()
    manager.page.wait_for_load_state()
    assert "5/5 chữ ký kiểm tra đạt" in manager.text  # the adoption of the old one among them
    manager.shot("23-bang-chung")
    with manager.page.expect_download() as got:
        manager.press("Tải hồ sơ bằng chứng")
    got.value.save_as(path)


def certificate_of_approval(manager: Person) -> None:
    manager.page.locator("a[href*='/proofs/approval/']").first.click()
    manager.page.wait_for_load_state()
    for who in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"):
        assert who in manager.text
    assert manager.page.locator("svg.qr").count() >= 1
    manager.shot("24-giay-xac-nhan")


def check_on_the_page(auditor: Person, file: Path) -> str:
    auditor.go("/proofs/")
    auditor.page.set_input_files("#file", file)
    auditor.press("Kiểm tra")
    return auditor.text


def qms_verify(file: Path, root: Path, at: str) -> tuple[int, bool]:
    """On a machine without an installation."""
    done = subprocess.run(
        [sys.executable, "-m", "qms.cli", "verify", str(file)]
        + ["--trust", str(root), "--at", at, "--json"],
        cwd=ROOT,
        env={**OPENSSL_ALONE, "QMS_INSTANCE": str(root.parent / "nowhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)["ok"]


def test_what_three_people_signed_convinces_a_stranger(site: Site, sign_in, tmp_path) -> None:
    prepare(site.cast)
    adopt_from_model_set(site.cast, "QT-01")
    site.jobs.round()
    revision = revise(sign_in("vanan"), tmp_path / "qt01.docx")
    agree(sign_in("binh", PHONE), revision)
    approve(sign_in("chau"), revision)
    seal(sign_in("khanh"))
    site.clock.advance(minutes=1)
    site.jobs.round()
    manager = sign_in("giang", DESK)
    bundle, root = tmp_path / "bundle.zip", tmp_path / "root.pem"
    take_away(manager, bundle)
    certificate_of_approval(manager)
    with manager.page.expect_download() as got:
        manager.page.evaluate("location.assign('/ca/root.pem')")
    got.value.save_as(root)
    auditor = sign_in("hai", DESK)
    assert "Đạt: 5 chữ ký đều đúng" in check_on_the_page(auditor, bundle)
    auditor.shot("25-kiem-tra-goi")
    folder = unpacked(bundle, tmp_path / "bare")
    for command in commands(folder):
        done = run(folder, command)
        assert done.returncode == 0, (command, done.stderr)
    at = (site.clock() + timedelta(days=5 * 365)).isoformat()
    assert qms_verify(bundle, root, at) == (0, True)
    altered = bytearray(bundle.read_bytes())
    altered[len(altered) // 2] ^= 1
    other = tmp_path / "altered.zip"
    other.write_bytes(altered)
    assert "Không đạt" in check_on_the_page(auditor, other)
    assert qms_verify(other, root, at) == (1, False)
