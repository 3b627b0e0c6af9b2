"""`qms user`: people, roles, one-time codes, tokens, delegations, from the server's own console."""

import uuid
from datetime import date

import click
from flask_babel import gettext as _

from qms.cli.console import Console, json_option, pass_console
from qms.cli.init import operator
from qms.people import acts, queries
from qms.people.rules import DelegationKind, Role
from qms.people.schemas import NewDelegation, NewPerson, NewRole, NewToken
from qms.schemas import take


@click.group()
def user() -> None:
    """Người dùng, vai trò, mã một lần, khóa truy cập API / people, roles, codes, tokens."""


@user.command("list")
@json_option
@pass_console
def list_people(console: Console, as_json: bool) -> None:
    """Mọi người, kể cả người đã nghỉ / everybody, also who has left."""
    rows = []
    cursor: str | None = None
    with console.service.db.read() as session:
        while True:
            page = queries.people_page(session, now=console.service.now(), cursor=cursor)
            rows += page.items
            cursor = page.next
            if cursor is None:
                break
    if as_json:
        items = [
            {
                "id": str(row.id),
                "login": row.login,
                "full_name": row.full_name,
                "email": row.email,
                "active": row.active,
                "posts": list(row.posts),
            }
            for row in rows
        ]
        console.answer({"items": items})
        return
    console.table(
        [_("Tên đăng nhập"), _("Họ và tên"), _("Chức vụ"), _("Trạng thái")],
        [
            (
                row.login,
                row.full_name,
                "; ".join(row.posts),
                _("đang làm việc") if row.active else _("đã khóa"),
            )
            for row in rows
        ],
    )


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--email", default="")
@click.option("--role", "roles", multiple=True, type=click.Choice([one.value for one in Role]))
@click.option("--unit", default="", help="Mã đơn vị của vai trò; để trống là toàn cơ quan.")
@pass_console
def add(
    console: Console, login: str, name: str, email: str, roles: tuple[str, ...], unit: str
) -> None:
    """Thêm người dùng và in mã một lần / add a person and print the one-time code."""
    service = console.service
    new = take(NewPerson, {"login": login, "full_name": name, "email": email})
    handed = acts.create_person(service, operator(), new)
    unit_id = _unit(console, unit) if unit else None
    for role in roles:
        acts.grant_role(
            service, operator(), handed.person_id, NewRole(role=Role(role), unit_id=unit_id)
        )
    _hand(console, login, handed.code)


@user.command()
@click.argument("login")
@pass_console
def code(console: Console, login: str) -> None:
    """Cấp lại mã một lần để đặt mật khẩu / a new one-time code."""
    handed = acts.issue_one_time_code(console.service, operator(), _person(console, login))
    _hand(console, login, handed.code)


@user.command()
@click.argument("login")
@pass_console
def disable(console: Console, login: str) -> None:
    """Khóa tài khoản; mọi phiên và khóa truy cập kết thúc ngay / end an account at once."""
    acts.disable_person(console.service, operator(), _person(console, login))
    console.say(_("Đã khóa %(login)s.", login=login))


@user.command()
@click.argument("login")
@pass_console
def enable(console: Console, login: str) -> None:
    """Mở lại tài khoản / open an account again."""
    acts.enable_person(console.service, operator(), _person(console, login))
    console.say(_("Đã mở lại %(login)s.", login=login))


@user.command()
@click.argument("login")
@click.argument("role", type=click.Choice([one.value for one in Role]))
@click.option("--unit", default="", help="Mã đơn vị; để trống là toàn cơ quan.")
@pass_console
def grant(console: Console, login: str, role: str, unit: str) -> None:
    """Giao vai trò / grant a role."""
    unit_id = _unit(console, unit) if unit else None
    new = NewRole(role=Role(role), unit_id=unit_id)
    acts.grant_role(console.service, operator(), _person(console, login), new)
    console.say(_("Đã giao vai trò %(role)s cho %(login)s.", role=role, login=login))


@user.command()
@click.argument("login")
@click.option("--days", default=90, show_default=True)
@click.option("--act", "may_act", is_flag=True, help="Chỉ trong hệ thống minh họa (demo).")
@pass_console
def token(console: Console, login: str, days: int, may_act: bool) -> None:
    """In một khóa truy cập API chỉ đọc (trong demo: được thao tác) / print a bearer token."""
    from qms.installation import installation

    with console.service.db.read() as session:
        demo = installation(session).demo
    new = NewToken(name=f"console {operator().os_user}", may_act=may_act or demo, days=days)
    issued = acts.create_token(console.service, operator(), _person(console, login), new)
    click.echo(issued.raw)


@user.command()
@click.argument("kind", type=click.Choice([one.value for one in DelegationKind]))
@click.argument("delegator")
@click.argument("delegate")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--basis", required=True, help="Văn bản làm căn cứ.")
@pass_console
def delegate(
    console: Console, kind: str, delegator: str, delegate: str, until: date, basis: str
) -> None:
    """Ủy quyền ký (KT, TL, TUQ …) / let DELEGATE sign for DELEGATOR's main position."""
    service = console.service
    with service.db.read() as session:
        held = queries.holdings(
            session, queries.person_by_login(session, delegator), now=service.now()
        )
    if not held:
        raise click.UsageError(_("%(login)s không giữ chức vụ nào.", login=delegator))
    new = NewDelegation(
        kind=DelegationKind(kind),
        holding_id=held[0].id,
        delegate_id=_person(console, delegate),
        valid_to=date(until.year, until.month, until.day),
        basis=basis,
    )
    acts.delegate(service, operator(), new)
    console.say(_("Đã ghi nhận ủy quyền."))


def _hand(console: Console, login: str, raw: str) -> None:
    console.say(
        _(
            "%(login)s: mở %(url)s/first-sign-in và nhập mã một lần %(code)s",
            login=login,
            url=console.settings.public_url,
            code=raw,
        )
    )


def _person(console: Console, login: str) -> uuid.UUID:
    with console.service.db.read() as session:
        return queries.person_by_login(session, login)


def _unit(console: Console, unit_code: str) -> uuid.UUID:
    with console.service.db.read() as session:
        return queries.unit_by_code(session, unit_code)
