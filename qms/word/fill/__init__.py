"""Forms: what a Word form asks for, filled in without harming it, and read back."""

from qms.word.fill.field import Column, Field, Kind, Option, Row, Value
from qms.word.fill.filling import fields, filled, is_given
from qms.word.fill.reading import read_values

__all__ = [
    "Column",
    "Field",
    "Kind",
    "Option",
    "Row",
    "Value",
    "fields",
    "filled",
    "is_given",
    "read_values",
]
