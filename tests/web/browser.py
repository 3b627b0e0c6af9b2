"""A browser without JavaScript for the tests: it reads pages, fills forms, sends what they hold."""

from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "ngựa đúng pin kẹp giấy"


class Browser:
    """One browser with its own cookies."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = BeautifulSoup("", "html.parser")

    def open(self, path: str, status: int = 200, **kwargs: Any) -> TestResponse:
        """Look at a page; redirects are followed."""
        return self._read(self.client.get(path, follow_redirects=True, **kwargs), status)

    def send(self, action: str, status: int = 200, **values: Any) -> TestResponse:
        """Fill in the form of the open page that goes to `action` (its beginning), and send it."""
        form = self._form(action)
        data = {**self._prefilled(form), **values}
        address = form.get("action") or self.address
        answer = self.client.post(address, data=data, follow_redirects=True)
        return self._read(answer, status)

    def sign_in(self, login: str, password: str = PASSWORD) -> "Browser":
        """Through the door."""
        self.open("/sign-in?next=/profile")
        self.send("/sign-in", login=login, password=password)
        return self

    @property
    def text(self) -> str:
        """Everything written on the page, spaces made one."""
        return " ".join(self.page.get_text(" ").split())

    def _read(self, answer: TestResponse, status: int) -> TestResponse:
        self.page = BeautifulSoup(answer.data, "html.parser")
        self.address = answer.request.full_path.rstrip("?")
        assert answer.status_code == status, f"{answer.status}: {self.text[:600]}"
        return answer

    def _form(self, action: str) -> Any:
        forms = self.page.find_all("form", method="post")
        targets = [(form.get("action") or self.address, form) for form in forms]
        exact = [form for target, form in targets if target.partition("?")[0] == action]
        begins = [form for target, form in targets if target.startswith(action)]
        assert begins, f"no form to {action} on {self.address}"
        return (exact or begins)[0]

    def _prefilled(self, form: Any) -> dict[str, Any]:
        data = {}
        for field in form.find_all("input", attrs={"name": True}):
            if field.get("type") not in {"checkbox", "radio"} or field.has_attr("checked"):
                data[field["name"]] = field.get("value", "")
        for field in form.find_all("textarea"):
            data[field["name"]] = field.get_text()
        for field in form.find_all("select"):
            chosen = field.find("option", selected=True)
            data[field["name"]] = chosen["value"] if chosen else ""
        return data
