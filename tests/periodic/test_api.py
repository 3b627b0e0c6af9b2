"""Every act of periodic reviews through the API, and extremes in every place of it."""

from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewRole
from tests.documents.test_api_fuzz import attempts, faults
from tests.periodic.looking import REASON, propose
from tests.support.api import caller
from tests.support.cast import ROOT


def test_a_program_reviews_and_signs(cast, qt05, clock, calls):
    giang, chau = calls("giang"), calls("chau")
    listed = giang.get("/periodic-reviews/due", show="all")["items"]
    assert [(one["code"], one["due_on"]) for one in listed] == [("QT-05", "2027-03-02")]
    made = giang.post(f"/documents/{qt05}/periodic-reviews", verdict="revise", reason=REASON)
    path = f"/periodic-reviews/{made['line']['id']}"
    chau.post(f"{path}/return", 200, reason="Nêu rõ điều luật")
    clock.advance(minutes=5)
    made = giang.post(f"/documents/{qt05}/periodic-reviews", verdict="keep", reason=REASON)
    path = f"/periodic-reviews/{made['line']['id']}"
    signed = chau.sign(path, None)
    assert signed["act"] == "periodic_keep"
    assert chau.get(path)["line"]["outcome"] == "signed"
    past = giang.get(f"/documents/{qt05}/periodic-reviews")["items"]
    assert [one["outcome"] for one in past] == ["signed", "returned"]
    evidence = giang.get(f"/documents/{qt05}/evidence")
    assert "periodic_keep" in str(evidence)


def test_refusals_have_their_code(cast, qt05, calls):
    dung, an = calls("dung"), calls("vanan")
    assert dung.get("/periodic-reviews/due", 403)["code"] == "ROLE-MISSING"
    body = {"verdict": "keep", "reason": REASON}
    refused = dung.post(f"/documents/{qt05}/periodic-reviews", 403, **body)
    assert refused["code"] == "PERIODIC-PROPOSE-NOT-ALLOWED"
    review_id = propose(cast, qt05)
    refused = an.post(f"/periodic-reviews/{review_id}/signature-requests", 403)
    assert refused["code"] == "PERIODIC-SIGN-NOT-ALLOWED"
    refused = calls("giang").get("/periodic-reviews/due", 422, show="all", cursor="~~")
    assert refused["code"] == "CURSOR"


def test_no_extreme_value_makes_a_fault_in_the_room_of_reviews(app, client, cast, qt05):
    people.grant_role(cast.service, ROOT, cast["giang"], NewRole(role=Role.APPROVER))
    known = {"document_id": str(qt05), "review_id": str(propose(cast, qt05))}
    spec = client.get("/api/v1/openapi.json").json
    tried = attempts(spec, "Periodic reviews", known)
    assert faults(caller(app, cast, "giang"), tried) == []
