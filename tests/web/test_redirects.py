"""Only a place inside this service is a place to go to."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.web.redirects import safe_path


@pytest.mark.parametrize("path", ["/", "/documents?q=QT-05&unit=1", "/a/b#c", "/t%E1%BA%A3i"])
def test_a_path_inside_is_kept(path: str):
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\r\nLocation: https://evil.example",
        " /a",
        "a",
        "/đường",
        "/" + "a" * 3000,
    ],
)
def test_everything_else_leads_home(target: str | None):
    assert safe_path(target) == "/"


@given(st.text(alphabet="/\\:.@?#%\t\n ae", max_size=12))
def test_no_text_leads_to_another_host(target: str):
    here = "https://qms.example/sign-in"
    assert urlsplit(urljoin(here, safe_path(target))).netloc == "qms.example"
