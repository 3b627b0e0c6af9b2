"""Checking a file through the API as of another moment."""

import io

import pytest


@pytest.mark.parametrize(
    ("at", "status", "ok"),
    [
        ("2000-01-01T00:00:00+07:00", 200, False),
        ("2031-11-22T00:00:00+07:00", 200, True),
        ("2031-11-22T00:00:00", 422, None),
    ],
    ids=["before anything was signed", "years later", "without a zone"],
)
def test_a_bundle_is_judged_as_of_the_moment_asked_for(calls, cast, bundled, at, status, ok):
    hai = calls("hai")
    answer = hai.client.post(
        "/api/v1/checks",
        data={"file": (io.BytesIO(bundled.getvalue()), "b.asice"), "at": at},
        headers=hai.headers,
        content_type="multipart/form-data",
    )
    assert (answer.status_code, answer.get_json().get("ok")) == (status, ok)
