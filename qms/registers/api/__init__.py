"""The API of the registers room."""

from apiflask import APIBlueprint

from qms.registers.api import imports as imports
from qms.registers.api import printing as printing
from qms.registers.api.blueprint import api

BLUEPRINTS: tuple[APIBlueprint, ...] = (api,)
