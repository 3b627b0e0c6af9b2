"""Whether there is a LibreOffice is told by `readyz` and `qms doctor`, and stops nothing else."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from qms.app import create_app
from qms.cli.main import qms
from qms.service import Service
from qms.settings import BadSettings, Settings
from tests.word.office import needs_office


def without(service: Service) -> Service:
    """The same installation on a machine that has no LibreOffice."""
    return replace(service, settings=replace(service.settings, soffice="/nowhere/soffice"))


def test_without_libreoffice_the_service_is_ready_with_less(service: Service) -> None:
    lacking = without(service)
    assert lacking.converter is None
    answer = create_app(service=lacking).test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json["status"] == "degraded"
    assert answer.json["checks"]["converter"] == "PDF-CONVERTER-ABSENT"
    assert answer.json["checks"]["database"] == "ok"


@needs_office
def test_with_libreoffice_it_is_ready(client, service: Service) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "ready")
    assert service.converter is service.converter


@pytest.mark.parametrize("program", ["", "/nowhere/soffice"])
def test_the_doctor_says_whether_there_is_one(service: Service, program: str) -> None:
    url = service.settings.database_url.replace("postgresql+psycopg", "postgresql")
    instance = str(service.settings.instance)
    told = {"QMS_INSTANCE": instance, "QMS_DATABASE_URL": url, "QMS_SOFFICE": program}
    said = CliRunner().invoke(qms, ["doctor"], env=told).output
    line = next(one for one in said.splitlines() if "LibreOffice" in one)
    assert ("không có" in line) == bool(service.converter is None or program)
    assert "Tinos" in said or "Serif" in said


def test_the_limits_of_a_conversion_are_settings() -> None:
    told = Settings.from_env({"QMS_PDF_SECONDS": "30", "QMS_PDF_MEMORY_MB": "2048"})
    assert (told.pdf_seconds, told.pdf_memory_mb) == (30, 2048)
    with pytest.raises(BadSettings):
        Settings.from_env({"QMS_PDF_SECONDS": "1"})
