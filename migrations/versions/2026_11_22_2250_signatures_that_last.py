"""Signatures that last: time-stamps, revocation lists, signed PDFs, the tree over the log."""

import sqlalchemy as sa
from alembic import op

from qms.db import Base

revision = "3c7e51d90a18"
down_revision = "8d1f0c6b2a47"
branch_labels = None
depends_on = None

_KINDS = (
    ("certificate", "source", ("internal",), ("internal", "outside", "token")),
    ("signature", "format", ("cades",), ("cades", "pades")),
    ("signature", "level", ("B",), ("B", "T", "LTA")),
)


def upgrade() -> None:
    for table, column, old, new in _KINDS:
        _allow(table, column, old, new)
    _add("document_type", "requires_seal BOOLEAN NOT NULL DEFAULT false")
    Base.metadata.create_all(op.get_bind(), checkfirst=True)  # plain operations before release


def downgrade() -> None:
    for table, column, old, new in _KINDS:
        _allow(table, column, new, old)
    op.execute("ALTER TABLE document_type DROP COLUMN requires_seal")


def _add(table: str, column: str) -> None:
    op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')


def _allow(table: str, column: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Let a column hold other words; every other rule of its table stays."""
    before, after = (f"{column} IN ({', '.join(map(repr, one))})" for one in (old, new))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT ck_{table}_{column}')
        op.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT ck_{table}_{column} CHECK ({after})')
    else:
        _rebuild(table, before, after)


def _rebuild(table: str, before: str, after: str) -> None:
    """SQLite's own twelve steps, on the text of the table, so that nothing else can change."""
    bind = op.get_bind()
    query = sa.text(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL"
        " AND type IN ('table', 'index') ORDER BY type DESC"
    )
    (_, made), *indexes = bind.execute(query, {"name": table}).fetchall()
    if before not in made:
        raise RuntimeError(f"{table}: {before} was expected")
    head = made.index("(")
    op.execute(sa.text(f'CREATE TABLE "{table}_new" {made[head:].replace(before, after)}'))
    op.execute(f'INSERT INTO "{table}_new" SELECT * FROM "{table}"')
    op.execute(f'DROP TABLE "{table}"')
    op.execute(f'ALTER TABLE "{table}_new" RENAME TO "{table}"')
    for _, sql in indexes:
        op.execute(sa.text(sql))
