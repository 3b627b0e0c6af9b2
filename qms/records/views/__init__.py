"""Pages of the records room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from qms.records.views import filling as filling
from qms.records.views import listing as listing
from qms.records.views import plan as plan
from qms.records.views import record as record
from qms.records.views import words as words
from qms.records.views.blueprints import records
from qms.web.panels import Panel

BLUEPRINTS = (records,)
PANELS: Mapping[str, Panel] = {"document.main": listing.panel}
