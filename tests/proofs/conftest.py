"""The cast of the documents room, with one document approved, and its bundle made once."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest

from qms.proofs.acts.export import document_bundle
from tests.documents.conftest import calls, cast, desk
from tests.support.cast import Cast, issued, register


@pytest.fixture
def document(cast: Cast) -> UUID:
    """QT-05, written by An, reviewed by Bình, approved by Châu."""
    document_id = register(cast)
    issued(cast, document_id)
    return document_id


@pytest.fixture
def bundled(cast: Cast, document: UUID) -> BytesIO:
    """The bundle about it."""
    stream = BytesIO()
    document_bundle(cast.service, document, stream)
    return stream


__all__ = ["Callable", "calls", "cast", "desk"]
