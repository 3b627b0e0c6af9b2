"""Runs migrations inside the transaction that `qms.schema` opened; there is no other way in."""

from typing import Literal

from alembic import context
from sqlalchemy import Enum, types

from qms import schema


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our column types as plain ones, so that an old migration never depends on new code."""
    if kind == "type" and isinstance(item, types.TypeDecorator):
        plain = item.impl_instance
        arguments = {
            types.String: f"length={getattr(plain, 'length', None)}",
            types.DateTime: f"timezone={getattr(plain, 'timezone', None)}",
        }
        return f"sa.{type(plain).__name__}({arguments.get(type(plain), '')})"
    if kind == "type" and isinstance(item, Enum):
        values = ", ".join(repr(value) for value in item.enums)
        return (
            f"sa.Enum({values}, name={item.name!r}, native_enum=False, "
            f"create_constraint=True, length={item.length})"
        )
    return False


def run() -> None:
    """Configure and walk; the transaction belongs to the caller."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=schema.metadata(),
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
