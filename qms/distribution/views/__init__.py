"""Pages of the distribution room."""

from collections.abc import Mapping

from qms.distribution.views import copies as copies
from qms.distribution.views import lists as lists
from qms.distribution.views import panels as panels
from qms.distribution.views import public as public
from qms.distribution.views import reading as reading
from qms.distribution.views import words as words
from qms.distribution.views.blueprints import distribution, paper
from qms.web.panels import Panel

BLUEPRINTS = (distribution, paper)
PANELS: Mapping[str, Panel] = {
    "document.first": panels.asked_to_read,
    "document.side": panels.how_it_goes,
    "revision.side": panels.nobody_asked,
}
