"""Controlled paper: the PDF beside the Word file, and the rooms above the documents."""

import base64
import secrets

import sqlalchemy as sa
from alembic import op

revision = "8d1f0c6b2a47"
down_revision = "59e63bf8bca7"
branch_labels = None
depends_on = None

_ORIGINS = "pdf_origin IN ('converted', 'uploaded')"
_WHOLLY = (
    "(pdf_sha256 IS NULL) = (pdf_size IS NULL) AND (pdf_sha256 IS NULL) = (pdf_origin IS NULL)"
)
_REVISION = f"{_WHOLLY} AND (pdf_sha256 IS NULL OR docx_sha256 IS NOT NULL)"


def upgrade() -> None:
    _add("document_type", "requires_pdf BOOLEAN NOT NULL DEFAULT false")
    _add("notice", "code VARCHAR(100) NOT NULL DEFAULT ''")
    _add("notice", "title VARCHAR(300) NOT NULL DEFAULT ''")
    for table, wholly in (("round", _WHOLLY), ("revision", _REVISION)):
        _add(table, "pdf_sha256 VARCHAR(64)")
        _add(table, "pdf_size INTEGER")
        # A column added with its checks needs no rebuild of the table, which would lose the others.
        _add(
            table,
            "pdf_origin VARCHAR(32)"
            f" CONSTRAINT ck_{table}_pdf_origin CHECK ({_ORIGINS})"
            f" CONSTRAINT ck_{table}_pdf_wholly CHECK ({wholly})",
        )
    _add("revision", "change_place VARCHAR(200) NOT NULL DEFAULT ''")
    _add("revision", "change_requests VARCHAR(300) NOT NULL DEFAULT ''")
    _add("revision", "public_token VARCHAR(32) NOT NULL DEFAULT ''")
    _name_notices()
    _give_tokens()
    op.create_index("ix_revision_public_token", "revision", ["public_token"], unique=True)
    _rooms()


def _add(table: str, column: str) -> None:
    op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')


def _name_notices() -> None:
    for column, value in (("code", "d.code"), ("title", "r.title")):
        op.execute(
            f"UPDATE notice SET {column} = COALESCE((SELECT {value} FROM revision r"
            " JOIN document d ON d.id = r.document_id WHERE r.id = notice.subject_id), '')"
            " WHERE subject_kind = 'revision'"
        )
    op.execute(
        "UPDATE notice SET code = COALESCE((SELECT a.decision_number FROM adoption a"
        " WHERE a.id = notice.subject_id), '') WHERE subject_kind = 'adoption'"
    )


def _give_tokens() -> None:
    table = sa.table("revision", sa.column("id", sa.Uuid()), sa.column("public_token", sa.String()))
    for row in op.get_bind().execute(sa.select(table.c.id)).all():
        token = base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()
        op.execute(sa.update(table).where(table.c.id == row.id).values(public_token=token))


def _rooms() -> None:
    # Temporary while the rooms are being built: every table of the models that is missing.
    from qms import schema

    schema.metadata().create_all(op.get_bind(), checkfirst=True)


def downgrade() -> None:
    raise NotImplementedError
