"""What can be done in the room of people, one function per act."""

from qms.people.acts.delegations import delegate, end_delegation
from qms.people.acts.passwords import (
    change_password,
    issue_one_time_code,
    redeem_one_time_code,
    set_password,
)
from qms.people.acts.persons import (
    Handed,
    Leaver,
    create_person,
    disable_person,
    enable_person,
    record_leaver,
    see_off_leavers,
    update_person,
)
from qms.people.acts.pictures import put_picture, remove_picture
from qms.people.acts.roles import (
    add_position,
    end_position,
    end_role,
    grant_role,
    hold_position,
    load_positions,
)
from qms.people.acts.sessions import confirm_again, end_session, forget_old, sign_in, sign_out
from qms.people.acts.signing_keys import (
    change_passphrase,
    enrol_signing_key,
    revoke_certificate,
)
from qms.people.acts.tokens import IssuedToken, create_token, revoke_token
from qms.people.acts.units import change_unit, close_unit, create_unit

__all__ = [
    "Handed",
    "IssuedToken",
    "Leaver",
    "add_position",
    "change_passphrase",
    "change_password",
    "change_unit",
    "close_unit",
    "confirm_again",
    "create_person",
    "create_token",
    "create_unit",
    "delegate",
    "disable_person",
    "enable_person",
    "end_delegation",
    "end_position",
    "end_role",
    "end_session",
    "enrol_signing_key",
    "forget_old",
    "grant_role",
    "hold_position",
    "issue_one_time_code",
    "load_positions",
    "put_picture",
    "record_leaver",
    "redeem_one_time_code",
    "remove_picture",
    "revoke_certificate",
    "revoke_token",
    "see_off_leavers",
    "set_password",
    "sign_in",
    "sign_out",
    "update_person",
]
