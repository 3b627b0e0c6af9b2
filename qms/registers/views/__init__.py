"""Pages of the registers room."""

from collections.abc import Mapping

from flask import Blueprint

from qms.registers.views import hub as hub
from qms.registers.views import imports as imports
from qms.registers.views.blueprints import registers
from qms.web.panels import Panel

BLUEPRINTS: tuple[Blueprint, ...] = (registers,)
PANELS: Mapping[str, Panel] = {}
