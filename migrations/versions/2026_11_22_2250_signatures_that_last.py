"""Signatures that last: time-stamps, revocation lists, signed PDFs, the tree over the log."""

import sqlalchemy as sa
from alembic import op

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
    _tables()


def downgrade() -> None:
    """Only where nothing was signed, stamped or sealed in the new ways yet."""
    _no_tables()
    op.execute("ALTER TABLE document_type DROP COLUMN requires_seal")
    for table, column, old, new in _KINDS:
        _allow(table, column, new, old)


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


def _tables() -> None:
    op.create_table(
        "checkpoint",
        sa.Column(
            "epoch",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "size",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_checkpoint_size_from_zero")),
        sa.PrimaryKeyConstraint("epoch", "size", name=op.f("pk_checkpoint")),
    )
    with op.batch_alter_table("checkpoint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checkpoint_made_at"), ["made_at"], unique=False)

    op.create_table(
        "crl",
        sa.Column("issuer_sha256", sa.String(length=64), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("this_update", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_update", sa.DateTime(timezone=True), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crl")),
        sa.UniqueConstraint("issuer_sha256", "number", name=op.f("uq_crl_issuer_sha256_number")),
        sa.UniqueConstraint("sha256", name=op.f("uq_crl_sha256")),
    )
    with op.batch_alter_table("crl", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crl_this_update"), ["this_update"], unique=False)

    op.create_table(
        "log_node",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "pos",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("level >= 0 AND pos >= 0", name=op.f("ck_log_node_from_zero")),
        sa.PrimaryKeyConstraint("level", "pos", name=op.f("pk_log_node")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signable_pdf",
        sa.Column("base_sha256", sa.String(length=64), nullable=False),
        sa.Column("reviewers", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seal", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("base_sha256", "reviewers", "seal", name=op.f("pk_signable_pdf")),
        sa.UniqueConstraint("sha256", name=op.f("uq_signable_pdf_sha256")),
    )
    op.create_table(
        "signature_picture",
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width_mm", sa.Integer(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("holder_id", name=op.f("pk_signature_picture")),
    )
    op.create_table(
        "trust_anchor",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("issuers", sa.JSON(), nullable=False),
        sa.Column("usages", sa.JSON(), nullable=False),
        sa.Column("extended_usages", sa.JSON(), nullable=False),
        sa.Column("policies", sa.JSON(), nullable=False),
        sa.Column(
            "revocation",
            sa.Enum(
                "required",
                "if_known",
                name="revocation_asked",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_anchor")),
    )
    op.create_table(
        "verdict",
        sa.Column("object_sha256", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("object_sha256", "key", name=op.f("pk_verdict")),
    )
    op.create_table(
        "certificate_registration",
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("issuers", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("anchor", sa.String(length=200), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "confirmed",
                "refused",
                "taken_back",
                name="registration_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)",
            name=op.f("ck_certificate_registration_decided"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (decided_by IS NOT NULL AND decided_by <> person_id)",
            name=op.f("ck_certificate_registration_not_own"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["person.id"],
            name=op.f("fk_certificate_registration_decided_by_person"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_registration_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_registration")),
    )
    with op.batch_alter_table("certificate_registration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_registration_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_certificate_registration_sha256"), ["sha256"], unique=False
        )
        batch_op.create_index(
            "uq_certificate_registration_waiting",
            ["sha256"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "checkpoint_token",
        sa.Column(
            "epoch",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "size",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("gen_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["epoch", "size"],
            ["checkpoint.epoch", "checkpoint.size"],
            name=op.f("fk_checkpoint_token_epoch_checkpoint"),
        ),
        sa.PrimaryKeyConstraint("epoch", "size", "number", name=op.f("pk_checkpoint_token")),
    )
    op.create_table(
        "seal_key",
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "software",
                "device",
                name="seal_key_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_seal_key_failures")),
        sa.CheckConstraint("made_by <> witness_id", name=op.f("ck_seal_key_two_people")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_seal_key_certificate_id_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_seal_key_made_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["witness_id"], ["person.id"], name=op.f("fk_seal_key_witness_id_person")
        ),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_seal_key")),
    )
    op.create_table(
        "signed_pdf",
        sa.Column("chain_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "signature",
                "seal",
                "archive",
                name="pdf_step",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("base_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=True),
        sa.Column("certificate_id", sa.Uuid(), nullable=True),
        sa.Column(
            "level",
            sa.Enum(
                "B",
                "T",
                "LTA",
                name="pdf_level",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_signed_pdf_number")),
        sa.CheckConstraint("size > 0", name=op.f("ck_signed_pdf_size")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_signed_pdf_certificate_id_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["chain_id"], ["statement.id"], name=op.f("fk_signed_pdf_chain_id_statement")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_signed_pdf_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_pdf")),
        sa.UniqueConstraint("chain_id", "number", name=op.f("uq_signed_pdf_chain_id_number")),
        sa.UniqueConstraint("sha256", name=op.f("uq_signed_pdf_sha256")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_signed_pdf_statement_id")),
    )
    op.create_table(
        "signature_crl",
        sa.Column("signature_id", sa.Uuid(), nullable=False),
        sa.Column("crl_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crl_id"], ["crl.id"], name=op.f("fk_signature_crl_crl_id_crl")),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_signature_crl_signature_id_signature")
        ),
        sa.PrimaryKeyConstraint("signature_id", "crl_id", name=op.f("pk_signature_crl")),
    )
    op.create_table(
        "timestamp",
        sa.Column("signature_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "signature",
                "renewal",
                name="token_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("gen_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("authority", sa.String(length=500), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_timestamp_number")),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_timestamp_signature_id_signature")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timestamp")),
        sa.UniqueConstraint(
            "signature_id", "number", name=op.f("uq_timestamp_signature_id_number")
        ),
    )
    with op.batch_alter_table("timestamp", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timestamp_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "seal_use",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("clerk_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_seal_use_certificate_id_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["clerk_id"], ["person.id"], name=op.f("fk_seal_use_clerk_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_seal_use_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_seal_use_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_seal_use")),
        sa.UniqueConstraint("revision_id", name=op.f("uq_seal_use_revision_id")),
    )
    with op.batch_alter_table("seal_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seal_use_clerk_id"), ["clerk_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seal_use_sealed_at"), ["sealed_at"], unique=False)


def _no_tables() -> None:
    with op.batch_alter_table("seal_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seal_use_sealed_at"))
        batch_op.drop_index(batch_op.f("ix_seal_use_clerk_id"))

    op.drop_table("seal_use")
    with op.batch_alter_table("timestamp", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timestamp_ends_at"))

    op.drop_table("timestamp")
    op.drop_table("signature_crl")
    op.drop_table("signed_pdf")
    op.drop_table("seal_key")
    op.drop_table("checkpoint_token")
    with op.batch_alter_table("certificate_registration", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_registration_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_registration_sha256"))
        batch_op.drop_index(batch_op.f("ix_certificate_registration_person_id"))

    op.drop_table("certificate_registration")
    op.drop_table("verdict")
    op.drop_table("trust_anchor")
    op.drop_table("signature_picture")
    op.drop_table("signable_pdf")
    op.drop_table("log_node")
    with op.batch_alter_table("crl", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_crl_this_update"))

    op.drop_table("crl")
    with op.batch_alter_table("checkpoint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checkpoint_made_at"))

    op.drop_table("checkpoint")
