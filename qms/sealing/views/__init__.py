"""Pages of the sealing room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from flask import Blueprint

from qms.sealing.views.blueprints import sealing
from qms.web.panels import Panel

BLUEPRINTS: tuple[Blueprint, ...] = (sealing,)
PANELS: Mapping[str, Panel] = {}
