"""Throw-away migrations for the tests of the machinery: a folder of versions that a test writes."""

from pathlib import Path

HEADER = """
import os, signal
import sqlalchemy as sa
from alembic import op

revision = {name!r}
down_revision = {before!r}


def upgrade():
{upgrade}


def downgrade():
{downgrade}
"""


def write(folder: Path, name: str, before: str | None, upgrade: str, downgrade: str = "") -> None:
    """Add one version after `before`."""
    folder.mkdir(exist_ok=True)
    text = HEADER.format(
        name=name, before=before, upgrade=_body(upgrade), downgrade=_body(downgrade)
    )
    (folder / f"{name}.py").write_text(text, encoding="utf-8")


def _body(text: str) -> str:
    lines = [line for line in text.strip("\n").splitlines() if line.strip()] or ["pass"]
    least = min(len(line) - len(line.lstrip()) for line in lines)
    return "\n".join(f"    {line[least:]}" for line in lines)


FAMILY = """
    op.create_table("t_parent", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("name", sa.String(20), nullable=False))
    op.create_table("t_child", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("parent_id", sa.Integer,
                              sa.ForeignKey("t_parent.id", ondelete="CASCADE", name="fk_child"),
                              nullable=False))
    op.execute("INSERT INTO t_parent (id, name) VALUES (1, 'một')")
    op.execute("INSERT INTO t_child (id, parent_id) VALUES (10, 1), (11, 1)")
"""
WITHOUT_FAMILY = """
    op.drop_table("t_child")
    op.drop_table("t_parent")
"""
REBUILD = """
    with op.batch_alter_table("t_parent") as batch:
        batch.alter_column("name", type_=sa.String(40), existing_nullable=False)
        batch.add_column(sa.Column("note", sa.String(10)))
"""
