"""Pages of the periodic room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from qms.periodic.views import listing as listing
from qms.periodic.views import reviewing as reviewing
from qms.periodic.views import words as words
from qms.periodic.views.blueprints import periodic
from qms.periodic.views.panels import under_document
from qms.web.panels import Panel

BLUEPRINTS = (periodic,)
PANELS: Mapping[str, Panel] = {"document.main": under_document}
