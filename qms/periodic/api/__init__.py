"""The API of the periodic room."""

from apiflask import APIBlueprint

BLUEPRINTS: tuple[APIBlueprint, ...] = ()
