"""Pages of the transition room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from flask import Blueprint

from qms.transition.views import choosing as choosing
from qms.transition.views import clauses as clauses
from qms.transition.views import issuing as issuing
from qms.transition.views import projects as projects
from qms.transition.views import steps as steps
from qms.transition.views import words as words
from qms.transition.views.blueprints import transition
from qms.transition.views.panels import beside_document
from qms.web.panels import Panel

BLUEPRINTS: tuple[Blueprint, ...] = (transition,)
PANELS: Mapping[str, Panel] = {"document.side": beside_document}
