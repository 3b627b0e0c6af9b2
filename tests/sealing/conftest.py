"""The cast with an administrator and a clerk."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from qms.service import Service
from tests.documents.conftest import calls, desk
from tests.sealing import stage
from tests.support.cast import Cast, assemble


@pytest.fixture
def cast(service: Service) -> Cast:
    """Quân administers, Khánh keeps the seal; the others write, review and approve."""
    made = assemble(service)
    stage.take_in(made)
    return made


@pytest.fixture
def with_device(cast: Cast) -> Iterator[Cast]:
    """The same over an installation whose seal is in a SoftHSM2 token."""
    if not stage.module():
        pytest.skip("SoftHSM2: apt-get install -y softhsm2")
    device = stage.a_device()
    names = {
        "pkcs11_module": device.module,
        "pkcs11_token": device.token,
        "pkcs11_key": device.key,
    }
    here = replace(cast.service, settings=replace(cast.service.settings, **names))
    yield replace(cast, service=here)
    here.close()


__all__ = ["calls", "desk"]
