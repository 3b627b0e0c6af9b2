"""Extreme values in every place of every operation of this room: an answer by name, no fault."""

from tests.documents.test_api_fuzz import attempts, faults
from tests.registers.wizard import Wizard


def test_no_extreme_value_makes_a_fault_in_the_room_of_registers(client, calls, wizard: Wizard):
    wizard.documents("QT-01")
    spec = client.get("/api/v1/openapi.json").json
    known = {
        "job_id": str(wizard.id),
        "name": "internal",
        "approver_id": str(wizard.cast["chau"]),
    }
    tried = list(attempts(spec, "Registers", known))
    assert len(tried) > 50
    assert faults(calls("giang"), iter(tried)) == []
