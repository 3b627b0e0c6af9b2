"""The search index of this application, as pages and APIs use it."""

import threading
from typing import cast

from flask import current_app

from qms.people.current import service
from qms.search import Index, open_index

EXTENSION = "qms.index"
_OPENING = threading.Lock()


def index() -> Index:
    """The one index of this application, opened when first asked for: its library loads slowly."""
    extensions = current_app.extensions
    if EXTENSION not in extensions:
        with _OPENING:
            if EXTENSION not in extensions:
                extensions[EXTENSION] = open_index(service().settings.index_path)
    return cast(Index, extensions[EXTENSION])
