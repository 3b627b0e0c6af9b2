"""Pages of the sealing room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from flask import Blueprint

from qms.sealing.views import keys as keys
from qms.sealing.views import papers as papers
from qms.sealing.views.blueprints import sealing
from qms.sealing.views.panels import beside_document, beside_revision
from qms.web.panels import Panel

BLUEPRINTS: tuple[Blueprint, ...] = (sealing,)
PANELS: Mapping[str, Panel] = {
    "document.side": beside_document,
    "revision.side": beside_revision,
}
