"""Administration of people: the list, one person, coming, changing, being shut, leaving."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid, QmsError
from qms.people import queries
from qms.people.acts import passwords, persons
from qms.people.current import actor, service
from qms.people.queries.own_certificates import certificate_lines
from qms.people.rules import may_administer
from qms.people.schemas import LastDay, NewPerson, PersonChange
from qms.people.views import words
from qms.people.views.blueprints import admin
from qms.people.views.choices import unit_choices
from qms.people.views.keys import reasons, source_name
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.signing import RevocationReason
from qms.web.api import uuid_of
from qms.web.forms import Form, refusal, refused, submitted
from qms.web.guards import permission


@admin.get("/people")
@permission(may_administer)
def people() -> Page:
    """Everybody by given name, with a search that needs no tones."""
    filters = {name: request.args.get(name, "") for name in ("text", "unit_id", "active_only")}
    unit_id = filters["unit_id"]
    with service().db.read() as session:
        page = queries.people_page(
            session,
            now=service().now(),
            text=filters["text"][:100],
            unit_id=uuid_of(unit_id, "unit_id") if unit_id else None,
            active_only=bool(filters["active_only"]),
            cursor=request.args.get("cursor"),
        )
    return render_template(
        "people/people.html", page=page, filters=Form(filters), units=unit_choices()
    )


@admin.get("/people/new")
@permission(may_administer)
def new_person() -> Page:
    """Who comes."""
    form = Form({"locale": "vi", "staff_kind": "civil_servant"})
    return render_template("people/person_new.html", form=form, **_choices())


@admin.post("/people/new")
@permission(may_administer)
def create_person() -> Page:
    """The code for the first sign-in is shown once, to be handed over."""
    values = submitted()
    try:
        data = take(NewPerson, values, form=True)
        handed = persons.create_person(service(), actor().id, data)
    except (Invalid, Conflict) as error:
        return refused("people/person_new.html", values, error, **_choices())
    return _handed(handed), 201


@admin.get("/people/<uuid:person_id>")
@permission(may_administer)
def person(person_id: UUID) -> Page:
    """One person with roles, positions and delegations."""
    return person_page(person_id)


@admin.post("/people/<uuid:person_id>")
@permission(may_administer)
def change_person(person_id: UUID) -> Page:
    """Correct what is written about a person."""
    values = submitted()
    try:
        data = take(PersonChange, values, form=True)
        persons.update_person(service(), actor().id, person_id, data)
    except (Invalid, Conflict) as error:
        return person_page(person_id, values, error), 422
    flash(_("Đã lưu thay đổi."))
    return see_other("admin.person", person_id=person_id)


@admin.post("/people/<uuid:person_id>/code")
@permission(may_administer)
def issue_code(person_id: UUID) -> Page:
    """For whoever forgot the password; codes of before are dead."""
    return _handed(passwords.issue_one_time_code(service(), actor().id, person_id)), 201


@admin.post("/people/<uuid:person_id>/disable")
@permission(may_administer)
def disable_person(person_id: UUID) -> Page:
    """Sessions, tokens and codes end in the same instant."""
    persons.disable_person(service(), actor().id, person_id)
    flash(_("Tài khoản đã bị khóa; mọi phiên đăng nhập và mã truy cập đã kết thúc."))
    return see_other("admin.person", person_id=person_id)


@admin.post("/people/<uuid:person_id>/enable")
@permission(may_administer)
def enable_person(person_id: UUID) -> Page:
    """Roles that ended stay ended."""
    persons.enable_person(service(), actor().id, person_id)
    flash(_("Tài khoản đã được mở lại."))
    return see_other("admin.person", person_id=person_id)


@admin.post("/people/<uuid:person_id>/leave")
@permission(may_administer)
def record_leaver(person_id: UUID) -> Page:
    """The last day here; what was signed before keeps name and position."""
    values = submitted()
    try:
        day = take(LastDay, values, form=True).last_day
        if day is None:
            raise Invalid("FIELDS-INVALID", fields={"last_day": "FIELD-MISSING"})
        leaver = persons.record_leaver(service(), actor().id, person_id, day)
    except (Invalid, Conflict) as error:
        return person_page(person_id, values, error), 422
    flash(_leaver_words(day, gone=leaver.gone))
    return see_other("admin.person", person_id=person_id)


def _leaver_words(day: date, *, gone: bool) -> str:
    shown = f"{day:%d/%m/%Y}"
    if gone:
        text = _("Đã ghi nhận thôi việc từ hết ngày %(day)s; tài khoản đã bị khóa.", day=shown)
    else:
        text = _("Đã ghi nhận ngày làm việc cuối cùng %(day)s; tài khoản sẽ tự khóa.", day=shown)
    return str(text)


def _handed(handed: persons.Handed) -> str:
    with service().db.read() as session:
        detail = queries.person_detail(session, handed.person_id, service().now())
    return render_template("people/handed.html", handed=handed, person=detail)


def person_page(
    person_id: UUID, values: dict[str, Any] | None = None, error: QmsError | None = None
) -> str:
    """The page of a person, again with what was typed where something was refused."""
    now = service().now()
    with service().db.read() as session:
        detail = queries.person_detail(session, person_id, now)
        holdings = queries.holdings(session, person_id)
        delegations = queries.delegations(session, person_id)
        certificates = certificate_lines(session, person_id, now)
    kept = {
        "full_name": detail.row.full_name,
        "email": detail.row.email,
        "staff_kind": detail.row.staff_kind.value,
        "locale": detail.locale,
        "row_version": detail.row_version,
    }
    form = Form(kept) if error is None else refusal({**kept, **(values or {})}, error)
    return render_template(
        "people/person.html",
        certificates=certificates,
        revocable=[
            (one.id, f"{source_name(one.source)} · {one.sha256[:12]}")
            for one in certificates
            if one.reason is not RevocationReason.KEY_COMPROMISE
        ],
        reasons=reasons(),
        person=detail,
        holdings=holdings,
        delegations=delegations,
        form=form,
        now=now,
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    return {
        "staff_kinds": words.choices(words.STAFF_KINDS),
        "languages": list(words.LOCALES.items()),
    }
