"""Pages of the retention room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from qms.retention.views import disposing as disposing
from qms.retention.views import due as due
from qms.retention.views import holding as holding
from qms.retention.views import ruling as ruling
from qms.retention.views import words as words
from qms.retention.views.blueprints import retention
from qms.web.panels import Panel

BLUEPRINTS = (retention,)
PANELS: Mapping[str, Panel] = {}
