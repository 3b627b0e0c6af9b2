"""Pages of the references room."""

from collections.abc import Mapping

from qms.references.views import external as external
from qms.references.views import register as register
from qms.references.views.blueprints import references
from qms.references.views.panels import document_panel, draft_panel
from qms.web.panels import Panel

BLUEPRINTS = (references,)
PANELS: Mapping[str, Panel] = {"document.main": document_panel, "revision.main": draft_panel}
