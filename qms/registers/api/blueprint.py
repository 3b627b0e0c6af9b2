"""`/api/v1/registers` and `/api/v1/register-imports`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Registers",
    "description": "Printed registers, and importing an existing one",
}
api = APIBlueprint("registers_api", __name__, tag=TAG, url_prefix="/api/v1")
