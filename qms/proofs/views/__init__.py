"""Pages of the proofs room; each module adds its routes to the blueprint."""

from collections.abc import Mapping

from flask import Blueprint

from qms.proofs.views import approval as approval
from qms.proofs.views import bundles as bundles
from qms.proofs.views import checks as checks
from qms.proofs.views import panels
from qms.proofs.views import published as published
from qms.proofs.views.blueprints import authority, evidence, proofs
from qms.web.panels import Panel

BLUEPRINTS: tuple[Blueprint, ...] = (proofs, evidence, authority)
PANELS: Mapping[str, Panel] = {
    "document.evidence": bundles.take_away,
    "evidence.main": panels.above_evidence,
    "revision.side": panels.beside_revision,
}
