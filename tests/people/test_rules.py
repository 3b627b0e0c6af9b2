"""Rules of people as pure functions."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.errors import Invalid, NotAllowed
from qms.people.rules import (
    CONTENT_ROLES,
    Actor,
    Delegated,
    DelegationKind,
    Grant,
    Period,
    Role,
    check_delegation,
    check_login,
    check_parent,
    check_password,
    check_period,
    day_end,
    day_start,
    delay_seconds,
    fold,
    forgiven,
    require_administrator,
    roles_clash,
    session_ended,
    signing_role,
    sort_key,
    subtrees,
    today,
)
from qms.people.rules.delegation import check_posts

pytestmark = pytest.mark.unit
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
A, B, C, D = (uuid.UUID(int=number) for number in range(1, 5))
instants = st.integers(0, 1000).map(lambda days: NOW + timedelta(days=days))
periods = st.builds(
    lambda start, days: Period(start, start + timedelta(days=days)), instants, st.integers(1, 500)
)
open_periods = st.one_of(periods, instants.map(Period))


def actor(*grants: Grant, acts: bool = True) -> Actor:
    tree = {B: frozenset({B, C}), C: frozenset({C})}
    return Actor(A, "an", "An", frozenset(grants), frozenset({B}), tree, "vi", acts)


def test_a_role_for_a_unit_holds_for_all_units_below_it() -> None:
    author = actor(Grant(Role.AUTHOR, B))
    assert author.has(Role.AUTHOR, C)
    assert author.has(Role.AUTHOR)
    assert not author.has(Role.AUTHOR, D)
    assert not author.has(Role.APPROVER, B)
    assert author.units_with(Role.AUTHOR) == {B, C}


def test_a_role_for_the_agency_holds_in_every_unit() -> None:
    manager = actor(Grant(Role.QUALITY_MANAGER, None))
    assert manager.has(Role.QUALITY_MANAGER, D)
    assert manager.units_with(Role.QUALITY_MANAGER) is None
    assert manager.has_any([Role.AUTHOR, Role.QUALITY_MANAGER], C)


def test_only_an_administrator_of_the_whole_agency_administers() -> None:
    require_administrator(actor(Grant(Role.ADMINISTRATOR, None)))
    with pytest.raises(NotAllowed, match="ADMINISTRATOR-ONLY"):
        require_administrator(actor(Grant(Role.ADMINISTRATOR, B)))


def test_a_token_that_only_reads_does_not_administer() -> None:
    with pytest.raises(NotAllowed, match="TOKEN-READ-ONLY"):
        require_administrator(actor(Grant(Role.ADMINISTRATOR, None), acts=False))


@given(st.sets(st.sampled_from(Role)), st.sampled_from(Role))
def test_nobody_is_ever_administrator_and_has_a_say_in_content(
    held: set[Role], wanted: Role
) -> None:
    both = held | {wanted}
    if Role.ADMINISTRATOR in both and both & CONTENT_ROLES and not _mixed(held):
        assert roles_clash(held, wanted)
    if not (Role.ADMINISTRATOR in both and both & CONTENT_ROLES):
        assert not roles_clash(held, wanted)


def _mixed(held: set[Role]) -> bool:
    return Role.ADMINISTRATOR in held and bool(held & CONTENT_ROLES)


@given(open_periods, open_periods)
def test_a_period_that_covers_another_overlaps_it(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if one.covers(other):
        assert one.overlaps(other)
        assert one.holds_at(other.valid_from)


@given(open_periods, open_periods, instants)
def test_periods_share_an_instant_only_if_they_overlap(
    one: Period, other: Period, now: datetime
) -> None:
    if one.holds_at(now) and other.holds_at(now):
        assert one.overlaps(other)


def test_a_day_runs_from_midnight_to_midnight_in_viet_nam() -> None:
    assert day_start(date(2026, 3, 2)) == datetime(2026, 3, 1, 17, tzinfo=UTC)
    assert day_end(date(2026, 3, 2)) == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert today(datetime(2026, 3, 1, 17, tzinfo=UTC)) == date(2026, 3, 2)


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(Invalid, match="PERIOD-ENDS-BEFORE-START"):
        check_period(Period(NOW, NOW))


# --- delegation ---------------------------------------------------------------------------------


def given_by(
    kind: DelegationKind,
    period: Period,
    *,
    of: uuid.UUID = A,
    to: uuid.UUID = B,
    basis: str = "QĐ 1",
) -> Delegated:
    return Delegated(kind, of, to, period, basis)


@given(st.sampled_from(DelegationKind), periods, open_periods)
def test_nobody_gives_what_they_do_not_hold_the_whole_time(
    kind: DelegationKind, period: Period, held: Period
) -> None:
    wanted = given_by(kind, period)
    if held.covers(period):
        check_delegation(wanted, [held])
    else:
        with pytest.raises(Invalid, match="DELEGATOR-WITHOUT-POSITION"):
            check_delegation(wanted, [held])


@given(st.sampled_from(DelegationKind), st.sampled_from(DelegationKind), periods)
def test_only_by_order_is_passed_on_and_only_to_a_deputy(
    above: DelegationKind, below: DelegationKind, period: Period
) -> None:
    source = given_by(above, period)
    wanted = given_by(below, period, of=B, to=C)
    if (above, below) == (DelegationKind.TL, DelegationKind.KT):
        check_delegation(wanted, [period], source)
    else:
        with pytest.raises(Invalid, match="DELEGATION-NOT-PASSED-ON"):
            check_delegation(wanted, [period], source)


def test_what_is_passed_on_ends_with_its_source_and_does_not_come_back() -> None:
    source = given_by(DelegationKind.TL, Period(NOW, NOW + timedelta(days=10)))
    longer = Period(NOW, NOW + timedelta(days=11))
    with pytest.raises(Invalid, match="DELEGATION-OUTLIVES-SOURCE"):
        check_delegation(given_by(DelegationKind.KT, longer, of=B, to=C), [longer], source)
    back = given_by(DelegationKind.KT, source.period, of=B, to=A)
    with pytest.raises(Invalid, match="DELEGATION-NOT-OWN"):
        check_delegation(back, [source.period], source)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (given_by(DelegationKind.TUQ, Period(NOW)), "DELEGATION-WITHOUT-END"),
        (given_by(DelegationKind.TUQ, Period(NOW, NOW + timedelta(days=4000))), "TOO-LONG"),
        (given_by(DelegationKind.KT, Period(NOW, NOW), to=B), "PERIOD-ENDS"),
        (given_by(DelegationKind.KT, Period(NOW, day_end(date(2026, 4, 1))), to=A), "IS-DELEGATOR"),
        (given_by(DelegationKind.KT, Period(NOW, day_end(date(2026, 4, 1))), basis=" "), "BASIS"),
    ],
)
def test_a_delegation_has_two_people_a_basis_and_an_end(wanted: Delegated, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        check_delegation(wanted, [Period(NOW - timedelta(days=1))])


@pytest.mark.parametrize(
    ("position", "kind", "over", "source", "printed"),
    [
        ("Giám đốc", None, "", "", "GIÁM ĐỐC"),
        ("Phó Giám đốc", DelegationKind.KT, "Giám đốc", "", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        ("Phó Giám đốc", DelegationKind.Q, "Giám đốc", "", "Q. GIÁM ĐỐC"),
        ("Chánh Văn phòng", DelegationKind.TL, "Giám đốc", "", "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG"),
        ("Trưởng phòng", DelegationKind.TUQ, "Giám đốc", "", "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG"),
        ("Trưởng ban", DelegationKind.TM, "Ban Chỉ đạo", "", "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN"),
        (
            "Phó Chánh Văn phòng",
            DelegationKind.KT,
            "Chánh Văn phòng",
            "Giám đốc",
            "TL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
        ),
    ],
)
def test_the_prefix_is_printed_as_the_decree_writes_it(
    position: str, kind: DelegationKind | None, over: str, source: str, printed: str
) -> None:
    assert signing_role(position, kind, over, source) == printed


def test_kt_is_for_the_deputy_of_that_position_in_that_unit() -> None:
    posts = [(A, "director", False), (B, "director", True)]
    assert check_posts(DelegationKind.KT, "director", posts) == B
    with pytest.raises(Invalid, match="DELEGATE-NOT-FIT-KT"):
        check_posts(DelegationKind.KT, "unit_head", posts)
    with pytest.raises(Invalid, match="DELEGATE-NOT-FIT-TL"):
        check_posts(DelegationKind.TL, "director", posts)
    assert check_posts(DelegationKind.TUQ, "director", []) is None


# --- units, names, passwords, sessions ----------------------------------------------------------


def test_a_unit_does_not_stand_below_itself() -> None:
    parents = {A: None, B: A, C: B}
    assert subtrees(parents)[A] == {A, B, C}
    check_parent(parents, C, A)
    with pytest.raises(Invalid, match="UNIT-CYCLE"):
        check_parent(parents, A, C)
    with pytest.raises(Invalid, match="UNIT-PARENT-MISSING"):
        check_parent(parents, A, D)


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 8), max_size=9))
def test_the_tree_is_walked_to_the_end_even_where_a_circle_was_stored(
    links: dict[int, int],
) -> None:
    parents = {uuid.UUID(int=one): uuid.UUID(int=other) for one, other in links.items()}
    for unit, below in subtrees(parents).items():
        assert unit in below


def test_names_are_sorted_by_the_given_name() -> None:
    people = ["Nguyễn Văn Bình", "Trần Đức Anh", "Lê An"]
    assert sorted(people, key=sort_key) == ["Lê An", "Trần Đức Anh", "Nguyễn Văn Bình"]
    assert fold("  Đỗ  Thị Ngọc ÁNH ") == "do thi ngoc anh"


@pytest.mark.parametrize("login", ["an", "Ăn.nv", "1an", "an nv", "a" * 41, "an-", "аn.nv"])
def test_a_login_is_plain_lower_case_ascii(login: str) -> None:
    with pytest.raises(Invalid, match="LOGIN-GRAMMAR"):
        check_login(login)


def test_a_login_is_taken_without_regard_to_case() -> None:
    assert check_login(" An.NV ") == "an.nv"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ngắn quá", "PASSWORD-SHORT"),
        ("d" * 129, "PASSWORD-LONG"),
        ("Matkhau@2024", "PASSWORD-COMMON"),
        ("Mật khẩu 123456", "PASSWORD-COMMON"),
        ("P@ssw0rd1234", "PASSWORD-COMMON"),
        ("abcabcabcabcabc", "PASSWORD-COMMON"),
        ("123456789012", "PASSWORD-COMMON"),
        ("anhyeuem123456", "PASSWORD-COMMON"),
        ("nguyenvanan.stnmt", "PASSWORD-IS-LOGIN"),
    ],
)
def test_a_password_that_is_guessed_first_is_not_taken(password: str, code: str) -> None:
    with pytest.raises(Invalid, match=code) as caught:
        check_password(password, "nguyenvanan.stnmt")
    assert caught.value.fields == {"password": code}


def test_a_sentence_is_a_good_password_and_typed_forms_are_one() -> None:
    composed = check_password("bốn con cò trắng bay", "an")
    assert composed == check_password("bo\u0302\u0301n con co\u0300 tra\u0306\u0301ng bay", "an")


def test_waiting_grows_and_stays_bounded() -> None:
    waits = [delay_seconds(failures, 5) for failures in range(1, 40)]
    assert waits[:6] == [0, 0, 0, 0, 2, 4]
    assert waits == sorted(waits)
    assert waits[-1] == 900


@given(st.lists(st.integers(180, 3600), min_size=1, max_size=60))
def test_an_office_that_mistypes_now_and_then_never_waits(gaps: list[int]) -> None:
    failures, since, now = 0, NOW, NOW
    for gap in gaps:
        now += timedelta(seconds=gap)
        failures, since = forgiven(failures, since, now, 20)
        failures += 1
        assert delay_seconds(failures, 20) == 0


def test_many_failures_are_not_forgiven_at_once() -> None:
    assert forgiven(9, NOW, NOW + timedelta(minutes=25), 5) == (7, NOW + timedelta(minutes=24))
    assert forgiven(9, NOW, NOW + timedelta(hours=2), 5) == (0, NOW + timedelta(hours=2))


def test_a_session_ends_when_idle_and_when_old() -> None:
    idle = timedelta(minutes=30)
    late = NOW + timedelta(hours=12)
    assert not session_ended(NOW, last_seen_at=NOW, expires_at=late, idle=idle)
    assert session_ended(NOW + idle, last_seen_at=NOW, expires_at=late, idle=idle)
    assert session_ended(late, last_seen_at=late, expires_at=late, idle=idle)
