"""Pages of the changes room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from qms.changes.views import deciding as deciding
from qms.changes.views import listing as listing
from qms.changes.views import proposing as proposing
from qms.changes.views import words as words
from qms.changes.views.blueprints import changes
from qms.changes.views.panels import beside_document, under_revision
from qms.web.panels import Panel

BLUEPRINTS = (changes,)
PANELS: Mapping[str, Panel] = {"document.side": beside_document, "revision.main": under_revision}
