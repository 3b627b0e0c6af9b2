"""Pages of the proofs room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from flask import Blueprint

from qms.proofs.views.blueprints import proofs
from qms.web.panels import Panel

BLUEPRINTS: tuple[Blueprint, ...] = (proofs,)
PANELS: Mapping[str, Panel] = {}
