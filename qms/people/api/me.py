"""Oneself: who I am to the service, my language, password, sessions and tokens."""

from typing import Literal
from uuid import UUID

from qms.people import queries
from qms.people.acts import change_password as set_own_password
from qms.people.acts import end_session as end_one
from qms.people.acts import revoke_token as revoke_one
from qms.people.acts.language import choose_language
from qms.people.api.blueprint import api
from qms.people.api.shapes import HeldRole, Me
from qms.people.current import actor, address, service
from qms.people.queries import SessionRow, TokenRow
from qms.people.schemas import PasswordChange
from qms.schemas import Schema
from qms.web.guards import before_password_change, signed_in
from qms.web.rest import Items, operation


class Language(Schema):
    """The language of one's own screen, mail and API sentences."""

    locale: Literal["vi", "en"]


@api.get("/me")
@before_password_change
@operation(Me)
def me() -> Me:
    """Who is acting, with the roles that hold now."""
    who = actor()
    roles = sorted(who.grants, key=lambda one: (one.role.value, str(one.unit_id)))
    return Me(
        id=who.id,
        login=who.login,
        full_name=who.full_name,
        locale=who.locale,
        may_act=who.token_acts,
        roles=[HeldRole(one.role, one.unit_id) for one in roles],
        unit_ids=sorted(who.unit_ids),
    )


@api.put("/me/language")
@signed_in
@operation(body=Language)
def put_language(body: Language) -> None:
    """Choose Vietnamese or English."""
    choose_language(service(), actor().id, body.locale)


@api.put("/me/password")
@before_password_change
@operation(body=PasswordChange)
def put_password(body: PasswordChange) -> None:
    """Change one's own password; browsers signed in elsewhere are signed out."""
    set_own_password(service(), actor().id, body.present, body.password, address=address())


@api.get("/me/sessions")
@signed_in
@operation(Items[SessionRow])
def my_sessions() -> Items[SessionRow]:
    """My browsers that are signed in, the latest seen first."""
    now = service().now()
    with service().db.read() as session:
        idle = queries.idle_of(service())
        return Items(queries.sessions_of(session, actor().id, now, idle))


@api.delete("/me/sessions/<session_id>")
@signed_in
@operation()
def delete_session(session_id: str) -> None:
    """Sign a browser out."""
    end_one(service(), actor().id, session_id)


@api.get("/me/tokens")
@signed_in
@operation(Items[TokenRow])
def my_tokens() -> Items[TokenRow]:
    """My bearer tokens, the newest first; making one is for the browser or the command."""
    with service().db.read() as session:
        return Items(queries.tokens_of(session, actor().id))


@api.delete("/me/tokens/<uuid:token_id>")
@signed_in
@operation()
def delete_token(token_id: UUID) -> None:
    """Revoke a token at once; it may be the one in use."""
    revoke_one(service(), actor().id, token_id)
