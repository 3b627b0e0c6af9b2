"""`/api/v1/registers` and `/api/v1/register-imports`."""

from apiflask import APIBlueprint

api = APIBlueprint("registers_api", __name__, tag="Registers", url_prefix="/api/v1")
