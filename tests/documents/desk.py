"""The people of the cast at their desks: each with a browser, without JavaScript, CSRF on."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.cast import PASSPHRASE, PASSWORD, Cast, a_docx
from tests.web.browser import Browser


class Desk(Browser):
    """A browser in which somebody of the cast is signed in."""

    def __init__(self, app: Flask, login: str) -> None:
        super().__init__(app.test_client())
        self.sign_in(login, PASSWORD)

    def look(self, revision_id: UUID, status: int = 200) -> "Desk":
        """Open the page of a revision."""
        self.open(f"/documents/revisions/{revision_id}", status)
        return self

    def bring(self, data: bytes, status: int = 200, name: str = "quy trình.docx") -> TestResponse:
        """Choose a file in the upload form of the open page and send it."""
        path = self.address.partition("?")[0].removesuffix("/file")
        return self.send(f"{path}/file", status, file=(BytesIO(data), name))

    def press(self, label: str, status: int = 200, **values: Any) -> TestResponse:
        """Press the button that says so; its own form, name and address count."""
        button = next(
            one for one in self.page.find_all("button") if one.get_text().strip() == label
        )
        form = button.find_parent("form")
        data = {**self._prefilled(form), **values}
        if button.get("name"):
            data[button["name"]] = button.get("value", "")
        address = button.get("formaction") or form.get("action") or self.address
        answer = self.client.post(address, data=data, follow_redirects=True)
        return self._read(answer, status)

    def follow(self, words: str) -> TestResponse:
        """Click the link that says so."""
        link = next(one for one in self.page.find_all("a") if words in one.get_text())
        return self.open(link["href"])

    def sign(self, status: int = 200, passphrase: str = PASSPHRASE) -> TestResponse:
        """Type the passphrase on the signing page."""
        return self.press("Ký", status, passphrase=passphrase)

    @property
    def summary(self) -> str:
        """What the error summary at the top says."""
        found = self.page.find(id="error-summary")
        return " ".join(found.get_text(" ").split()) if found else ""

    @property
    def stands(self) -> str:
        """The big line of the status box."""
        return " ".join(self.page.select_one(".standing .big").get_text().split())

    def offers(self, words: str) -> bool:
        """Whether a link or button says this."""
        things = self.page.find_all(["a", "button"])
        return any(words in " ".join(one.get_text().split()) for one in things)


def planned(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What An types into the plan."""
    return {
        "change_summary": "Bổ sung mục 5.3",
        "change_reason": "Theo kết luận đánh giá nội bộ",
        "reviewer_1": str(cast["binh"]),
        "due_1": "2026-03-06",
        "approver_id": str(cast["chau"]),
        **changes,
    }


__all__ = ["Desk", "a_docx", "planned"]
