"""How days, instants and sizes are written."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from qms.web.filters import (
    browser_name,
    day,
    day_field,
    filesize,
    instant,
    last_day,
    short_hash,
)


def test_an_instant_is_shown_in_vietnam():
    late = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    assert day(late) == "22/11/2026"
    assert instant(late) == "00:30 22/11/2026"


def test_a_day_is_padded_and_nothing_stays_nothing():
    assert day(date(2020, 3, 5)) == "05/03/2020"
    assert day(None) == instant(None) == short_hash(None) == filesize(None) == ""


def test_the_last_day_of_a_period_is_the_one_before_its_end():
    assert day(last_day(datetime(2026, 11, 21, 17, 0, tzinfo=UTC))) == "21/11/2026"
    assert last_day(None) is None


def test_a_day_field_keeps_what_was_typed():
    assert day_field("31/02/2026") == "31/02/2026"
    assert day_field(date(2026, 2, 1)) == "2026-02-01"


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 byte"), (1023, "1.023 byte"), (1536, "1,5 KB"), (5 * 1024**2, "5 MB")],
)
def test_sizes_have_the_vietnamese_mark(app: Flask, size: int, shown: str):
    with app.test_request_context("/"):
        assert filesize(size) == shown


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox, Linux"),
        ("curl/8", "curl/8"),
        ("", "?"),
    ],
)
def test_a_browser_is_known_by_name(agent: str, name: str):
    assert browser_name(agent) == name
