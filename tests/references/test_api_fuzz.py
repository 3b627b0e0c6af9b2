"""Extreme values in every place of every operation of this room: an answer by name, no fault."""

from tests.documents.test_api_fuzz import attempts, faults
from tests.references.law import a_law, replace, resting_on
from tests.support.cast import Cast


def test_no_extreme_value_makes_a_fault_in_the_room_of_references(client, cast: Cast, calls):
    law, document = a_law(cast), resting_on(cast)
    replace(cast, law)
    spec = client.get("/api/v1/openapi.json").json
    known = {"external_id": str(law), "document_id": str(document)}
    assert faults(calls("giang"), attempts(spec, "References", known)) == []
