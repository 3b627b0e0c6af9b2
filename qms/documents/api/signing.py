"""Signing in two steps: ask for the exact statement, then sign it with the passphrase.

No token signs by itself: the passphrase comes with every signature and is kept nowhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from qms import signing
from qms.documents import acts
from qms.documents.acts import Intent
from qms.documents.api.blueprint import api
from qms.documents.rules.states import Act
from qms.documents.schemas import Proof, Remark, SignedAct
from qms.errors import Conflict, Invalid
from qms.people.current import actor, service
from qms.schemas import Schema
from qms.service import Service
from qms.web.guards import signed_in
from qms.web.rest import operation

Sign = Callable[[Service, UUID, UUID, str, Proof], None]
WITH_WORDS = frozenset({Act.AGREE, Act.REQUEST_CHANGES, Act.WITHDRAW})
SIGN: dict[Act, Sign] = {
    Act.SUBMIT: lambda here, me, about, _words, proof: acts.submit_for_review(
        here, me, about, proof
    ),
    Act.APPROVE: lambda here, me, about, _words, proof: acts.approve(here, me, about, proof),
    Act.AGREE: acts.agree,
    Act.REQUEST_CHANGES: acts.request_changes,
    Act.WITHDRAW: acts.withdraw,
}


class Ask(Schema):
    """What is to be signed: submit, agree, request_changes, approve or withdraw.

    `words` is the comment or reason of a verdict or a withdrawal; the statement binds it by its
    hash, so the same words go with the signature. `own_token` asks for the statement by the
    registered certificate of another CA, to be signed outside.
    """

    act: Act
    words: Remark = ""
    own_token: bool = False


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """The exact statement with its fingerprint, and the challenge that signs it once."""

    challenge: str
    act: str
    statement: str
    sha256: str
    expires_at: datetime

    @classmethod
    def of(cls, row: signing.SignRequest) -> "SignatureRequest":
        """What a stored request tells its signer."""
        return cls(
            row.challenge,
            row.action,
            row.statement.decode("utf-8"),
            row.statement_sha256,
            row.expires_at,
        )


@dataclass(frozen=True, slots=True)
class SignatureMade:
    """What was signed."""

    act: str
    statement_sha256: str


@api.post("/revisions/<uuid:revision_id>/signature-requests")
@signed_in
@operation(SignatureRequest, body=Ask, status=201)
def post_signature_request(revision_id: UUID, body: Ask) -> SignatureRequest:
    """The statement that this act would sign, good for ten minutes; nothing is changed yet."""
    if body.words and body.act not in WITH_WORDS:
        raise Invalid("FIELDS-INVALID", fields={"words": "FIELD-UNKNOWN"})
    intent = Intent(body.act, revision_id, body.words)
    asked = acts.ask_to_sign(service(), actor().id, intent, own_token=body.own_token)
    return SignatureRequest.of(asked)


@api.post("/revisions/<uuid:revision_id>/signatures")
@signed_in
@operation(SignatureMade, body=SignedAct, status=201)
def post_signature(revision_id: UUID, body: SignedAct) -> SignatureMade:
    """Sign what was asked for under this challenge, and do it."""
    asked = open_request(body.challenge)
    act = Act(asked.act)
    if act not in SIGN:
        raise Conflict("SIGNED-STATE-CHANGED")
    proof = Proof(challenge=body.challenge, passphrase=body.passphrase)
    SIGN[act](service(), actor().id, revision_id, body.words, proof)
    return SignatureMade(asked.act, asked.sha256)


def open_request(challenge: str) -> SignatureRequest:
    """The caller's own request, if it can still be signed."""
    with service().db.read() as session:
        row = signing.open_request(session, challenge, actor().id, service().now())
        return SignatureRequest.of(row)
