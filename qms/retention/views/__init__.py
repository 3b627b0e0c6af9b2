"""Pages of the retention room."""

from collections.abc import Mapping

from flask import Blueprint

from qms.web.panels import Panel

BLUEPRINTS: tuple[Blueprint, ...] = ()
PANELS: Mapping[str, Panel] = {}
