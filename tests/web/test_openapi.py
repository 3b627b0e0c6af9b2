"""The description of the API is OpenAPI 3.1 and says what no single view says."""

from openapi_spec_validator import OpenAPIV31SpecValidator, validate


def test_a_validator_accepts_it(client):
    validate(client.get("/api/v1/openapi.json").json, cls=OpenAPIV31SpecValidator)


def test_tokens_and_problems_are_declared(client):
    spec = client.get("/api/v1/openapi.json").json
    assert spec["openapi"].startswith("3.1")
    assert spec["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert "code" in spec["components"]["schemas"]["Problem"]["required"]
