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
    op.create_table(
        "change_series",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_change_series")),
    )
    op.create_table(
        "rendition",
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("docx_sha256", name=op.f("pk_rendition")),
    )
    op.create_table(
        "disposal",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("council", sa.JSON(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("signed_as", sa.String(length=300), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=True),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_by", sa.Uuid(), nullable=True),
        sa.Column("reject_reason", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_disposal_has_reason")),
        sa.CheckConstraint(
            "(rejected_at IS NULL) = (rejected_by IS NULL)",
            name=op.f("ck_disposal_rejected_wholly"),
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by IS NULL) AND (signed_at IS NULL) = (statement_id IS NULL)",
            name=op.f("ck_disposal_signed_wholly"),
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR rejected_at IS NULL", name=op.f("ck_disposal_signed_or_rejected")
        ),
        sa.CheckConstraint(
            "signed_by IS NULL OR signed_by <> proposed_by", name=op.f("ck_disposal_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name=op.f("fk_disposal_proposed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["rejected_by"], ["person.id"], name=op.f("fk_disposal_rejected_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["person.id"], name=op.f("fk_disposal_signed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_disposal_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_disposal_year_number")),
    )
    op.create_table(
        "external_document",
        sa.Column(
            "kind",
            sa.Enum(
                "law",
                "standard",
                "other",
                name="external_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("canonical", sa.String(length=120), nullable=False),
        sa.Column("base", sa.String(length=120), nullable=False),
        sa.Column("sort_key", sa.String(length=160), nullable=False),
        sa.Column("search_key", sa.String(length=900), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "in_force",
                "partly",
                "replaced",
                "expired",
                name="external_status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_at", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("last_checked_on", sa.Date(), nullable=True),
        sa.Column("last_checked_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(status = 'replaced') = (replaced_by_id IS NOT NULL)",
            name=op.f("ck_external_document_replaced_by_another"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('replaced', 'expired') OR (ended_on IS NOT NULL AND marked_at IS NOT NULL)",
            name=op.f("ck_external_document_ended_on_a_day"),
        ),
        sa.CheckConstraint(
            "(last_checked_on IS NULL) = (last_checked_by IS NULL)",
            name=op.f("ck_external_document_checked_by_somebody"),
        ),
        sa.CheckConstraint(
            "replaced_by_id IS NULL OR replaced_by_id <> id",
            name=op.f("ck_external_document_not_by_itself"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_external_document_created_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["last_checked_by"],
            ["person.id"],
            name=op.f("fk_external_document_last_checked_by_person"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["external_document.id"],
            name=op.f("fk_external_document_replaced_by_id_external_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_document")),
        sa.UniqueConstraint("canonical", name=op.f("uq_external_document_canonical")),
    )
    with op.batch_alter_table("external_document", schema=None) as batch_op:
        batch_op.create_index("ix_external_document_base", ["base", "status"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_external_document_replaced_by_id"), ["replaced_by_id"], unique=False
        )
        batch_op.create_index("ix_external_document_sort", ["sort_key", "id"], unique=False)

    op.create_table(
        "file_plan",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by IS NULL)",
            name=op.f("ck_file_plan_approved_wholly"),
        ),
        sa.CheckConstraint("year BETWEEN 1945 AND 2999", name=op.f("ck_file_plan_year")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_file_plan_approved_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_file_plan_created_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_plan")),
        sa.UniqueConstraint("year", name=op.f("uq_file_plan_year")),
    )
    op.create_table(
        "house_layout",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=True),
        sa.Column("active_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["person.id"], name=op.f("fk_house_layout_uploaded_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_layout")),
        sa.UniqueConstraint("in_use", name=op.f("uq_house_layout_in_use")),
    )
    op.create_table(
        "redline",
        sa.Column("old_sha256", sa.String(length=64), nullable=False),
        sa.Column("new_sha256", sa.String(length=64), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("failure", sa.String(length=60), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (sha256 IS NULL AND failure IS NULL)",
            name=op.f("ck_redline_ended_wholly"),
        ),
        sa.CheckConstraint(
            "sha256 IS NULL OR failure IS NULL", name=op.f("ck_redline_made_or_failed")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name=op.f("fk_redline_asked_by_person")
        ),
        sa.PrimaryKeyConstraint("old_sha256", "new_sha256", name=op.f("pk_redline")),
    )
    op.create_table(
        "retention_event",
        sa.Column(
            "scope",
            sa.Enum(
                "record",
                "file",
                "form",
                name="retention_event_scope",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_retention_event_made_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_event")),
    )
    with op.batch_alter_table("retention_event", schema=None) as batch_op:
        batch_op.create_index("ix_retention_event_scope", ["scope", "scope_id"], unique=False)

    op.create_table(
        "retention_hold",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "record",
                "file",
                "form",
                name="retention_scope",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("release_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_retention_hold_has_reason")),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by IS NULL)",
            name=op.f("ck_retention_hold_released_wholly"),
        ),
        sa.ForeignKeyConstraint(
            ["placed_by"], ["person.id"], name=op.f("fk_retention_hold_placed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["person.id"], name=op.f("fk_retention_hold_released_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_hold")),
        sa.UniqueConstraint("number", name=op.f("uq_retention_hold_number")),
    )
    with op.batch_alter_table("retention_hold", schema=None) as batch_op:
        batch_op.create_index(
            "ix_retention_hold_scope", ["scope", "scope_id", "released_at"], unique=False
        )

    op.create_table(
        "retention_policy",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "policy",
            sa.Enum(
                "longer",
                "law",
                "plan",
                name="retention_policy_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_retention_policy_made_by_person")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_retention_policy")),
    )
    op.create_table(
        "retention_rule",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "permanent",
                "years",
                "event",
                name="retention_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(length=300), nullable=False),
        sa.Column("legal_basis", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'event') = (event <> '')", name=op.f("ck_retention_rule_event")
        ),
        sa.CheckConstraint(
            "(kind = 'years') = (years IS NOT NULL)", name=op.f("ck_retention_rule_years")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_retention_rule_period")
        ),
        sa.CheckConstraint(
            "years IS NULL OR years BETWEEN 1 AND 100", name=op.f("ck_retention_rule_range")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_retention_rule_made_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rule")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_retention_rule_code_version")),
    )
    op.create_table(
        "transition_project",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("from_standard", sa.String(length=80), nullable=False),
        sa.Column("to_standard", sa.String(length=80), nullable=False),
        sa.Column("decision_number", sa.String(length=60), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "finished",
                "cancelled",
                name="transition_outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("close_reason", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(decision_number = '') = (decision_on IS NULL)",
            name=op.f("ck_transition_project_decision_wholly"),
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by IS NULL)",
            name=op.f("ck_transition_project_closed_wholly"),
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (outcome IS NULL)",
            name=op.f("ck_transition_project_closed_with_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["person.id"], name=op.f("fk_transition_project_closed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["person.id"], name=op.f("fk_transition_project_started_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition_project")),
    )
    op.create_table(
        "distribution_list",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("days_to_read", sa.Integer(), nullable=False),
        sa.Column("escalate_after", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "days_to_read >= 1 AND escalate_after >= 1", name=op.f("ck_distribution_list_days")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_distribution_list_document_id_document")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_distribution_list")),
    )
    op.create_table(
        "external_check",
        sa.Column("external_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["person.id"], name=op.f("fk_external_check_checked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["external_id"],
            ["external_document.id"],
            name=op.f("fk_external_check_external_id_external_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_check")),
    )
    with op.batch_alter_table("external_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_external_check_external_id"), ["external_id"], unique=False
        )

    op.create_table(
        "file_plan_line",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "heading",
                "subheading",
                "file",
                name="file_plan_line_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("symbol", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("retention_code", sa.String(length=40), nullable=False),
        sa.Column("retention_years", sa.Integer(), nullable=True),
        sa.Column("permanent", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("copied_from_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "NOT (permanent AND retention_years IS NOT NULL)",
            name=op.f("ck_file_plan_line_permanent_or_years"),
        ),
        sa.CheckConstraint(
            "retention_years IS NULL OR retention_years BETWEEN 1 AND 100",
            name=op.f("ck_file_plan_line_years"),
        ),
        sa.ForeignKeyConstraint(
            ["copied_from_id"],
            ["file_plan_line.id"],
            name=op.f("fk_file_plan_line_copied_from_id_file_plan_line"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_file_plan_line_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["file_plan.id"], name=op.f("fk_file_plan_line_plan_id_file_plan")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_file_plan_line_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_plan_line")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_file_plan_line_plan_id_position")),
    )
    op.create_table(
        "import_job",
        sa.Column(
            "state",
            sa.Enum(
                "read",
                "checking",
                "checked",
                "running",
                "finished",
                "cancelled",
                name="import_job_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("table_sha256", sa.String(length=64), nullable=False),
        sa.Column("how_read", sa.JSON(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("defaults", sa.JSON(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "drafts",
                "adopted",
                name="import_way",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("decision_number", sa.String(length=60), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("approver_id", sa.Uuid(), nullable=True),
        sa.Column("adoption_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'finished') = (finished_at IS NOT NULL)",
            name=op.f("ck_import_job_finished_at"),
        ),
        sa.CheckConstraint(
            "way <> 'adopted' OR state NOT IN ('running', 'finished') OR (decision_number <> '' AND decision_on IS NOT NULL AND approver_id IS NOT NULL)",
            name=op.f("ck_import_job_adopted_by_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["adoption_id"], ["adoption.id"], name=op.f("fk_import_job_adoption_id_adoption")
        ),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["person.id"], name=op.f("fk_import_job_approver_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_import_job_created_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_job")),
    )
    with op.batch_alter_table("import_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_job_created_by"), ["created_by"], unique=False)
        batch_op.create_index("ix_import_job_state", ["state"], unique=False)

    op.create_table(
        "transition_document",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "edition",
                "amend",
                "withdraw",
                "keep",
                name="transition_verdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("writer_id", sa.Uuid(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('edition', 'amend') OR reason <> ''",
            name=op.f("ck_transition_document_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["chosen_by"], ["person.id"], name=op.f("fk_transition_document_chosen_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_transition_document_document_id_document"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["transition_project.id"],
            name=op.f("fk_transition_document_project_id_transition_project"),
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["person.id"], name=op.f("fk_transition_document_writer_id_person")
        ),
        sa.PrimaryKeyConstraint("project_id", "document_id", name=op.f("pk_transition_document")),
    )
    with op.batch_alter_table("transition_document", schema=None) as batch_op:
        batch_op.create_index("ix_transition_document_document", ["document_id"], unique=False)

    op.create_table(
        "transition_map",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_transition_map_made_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["transition_project.id"],
            name=op.f("fk_transition_map_project_id_transition_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition_map")),
        sa.UniqueConstraint(
            "project_id", "number", name=op.f("uq_transition_map_project_id_number")
        ),
    )
    op.create_table(
        "transition_step",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("hint", sa.String(length=300), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "underway",
                "done",
                "not_needed",
                name="transition_step_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('done', 'not_needed')) = (ended_at IS NOT NULL)",
            name=op.f("ck_transition_step_ended_wholly"),
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_transition_step_ended_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["transition_project.id"],
            name=op.f("fk_transition_step_project_id_transition_project"),
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["person.id"], name=op.f("fk_transition_step_responsible_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition_step")),
        sa.UniqueConstraint(
            "project_id", "position", name=op.f("uq_transition_step_project_id_position")
        ),
    )
    with op.batch_alter_table("transition_step", schema=None) as batch_op:
        batch_op.create_index(
            "ix_transition_step_responsible", ["responsible_id", "state"], unique=False
        )

    op.create_table(
        "change_request",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("about_revision_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "declined",
                "withdrawn",
                name="change_request_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=True),
        sa.Column("linked_by", sa.Uuid(), nullable=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)",
            name=op.f("ck_change_request_decided_wholly"),
        ),
        sa.CheckConstraint(
            "state <> 'declined' OR decision_reason <> ''",
            name=op.f("ck_change_request_declined_why"),
        ),
        sa.CheckConstraint(
            "state = 'accepted' OR revision_id IS NULL",
            name=op.f("ck_change_request_linked_accepted"),
        ),
        sa.CheckConstraint(
            "(revision_id IS NULL) = (linked_at IS NULL)",
            name=op.f("ck_change_request_linked_wholly"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_change_request_numbered")),
        sa.ForeignKeyConstraint(
            ["about_revision_id"],
            ["revision.id"],
            name=op.f("fk_change_request_about_revision_id_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_change_request_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_change_request_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["linked_by"], ["person.id"], name=op.f("fk_change_request_linked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name=op.f("fk_change_request_proposed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_change_request_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_request")),
        sa.UniqueConstraint("code", name=op.f("uq_change_request_code")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_change_request_year_number")),
    )
    with op.batch_alter_table("change_request", schema=None) as batch_op:
        batch_op.create_index("ix_change_request_document", ["document_id", "state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_change_request_proposed_by"), ["proposed_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_change_request_revision_id"), ["revision_id"], unique=False
        )
        batch_op.create_index("ix_change_request_state", ["state", "proposed_at"], unique=False)

    op.create_table(
        "citation",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "law",
                "standard",
                "internal",
                name="citation_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("base", sa.String(length=120), nullable=False),
        sa.Column("written", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=300), nullable=False),
        sa.Column("snippet", sa.String(length=300), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_citation_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("revision_id", "number", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index("ix_citation_base", ["base", "revision_id"], unique=False)
        batch_op.create_index("ix_citation_key", ["key", "revision_id"], unique=False)

    op.create_table(
        "citation_reading",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("rules", sa.String(length=40), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_citation_reading_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_citation_reading")),
    )
    op.create_table(
        "distribution_recipient",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "unit",
                "role",
                "person",
                name="recipient_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "quality_manager",
                "author",
                "reviewer",
                "approver",
                "inspector",
                "unit_head",
                "staff",
                "auditor",
                "administrator",
                name="recipient_role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'unit' AND unit_id IS NOT NULL AND role IS NULL AND person_id IS NULL) OR (kind = 'role' AND role IS NOT NULL AND person_id IS NULL) OR (kind = 'person' AND person_id IS NOT NULL AND unit_id IS NULL AND role IS NULL)",
            name=op.f("ck_distribution_recipient_named_wholly"),
        ),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by IS NULL)",
            name=op.f("ck_distribution_recipient_removed_wholly"),
        ),
        sa.CheckConstraint(
            "removed_at IS NULL OR removed_at >= added_at",
            name=op.f("ck_distribution_recipient_period"),
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["person.id"], name=op.f("fk_distribution_recipient_added_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["distribution_list.document_id"],
            name=op.f("fk_distribution_recipient_document_id_distribution_list"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_distribution_recipient_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["person.id"], name=op.f("fk_distribution_recipient_removed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_distribution_recipient_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution_recipient")),
    )
    with op.batch_alter_table("distribution_recipient", schema=None) as batch_op:
        batch_op.create_index(
            "ix_distribution_recipient_document", ["document_id", "removed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_distribution_recipient_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_distribution_recipient_role"), ["role"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_distribution_recipient_unit_id"), ["unit_id"], unique=False
        )

    op.create_table(
        "draft_pdf",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_draft_pdf_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["person.id"], name=op.f("fk_draft_pdf_uploaded_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_pdf")),
    )
    with op.batch_alter_table("draft_pdf", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_pdf_revision_id"), ["revision_id"], unique=False)

    op.create_table(
        "import_file",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["import_job.id"], name=op.f("fk_import_file_job_id_import_job")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
        sa.UniqueConstraint("job_id", "name", name=op.f("uq_import_file_job_id_name")),
    )
    op.create_table(
        "import_row",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "skipped",
                "faulty",
                "foreseen",
                "done",
                "failed",
                name="import_row_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_import_row_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["import_job.id"], name=op.f("fk_import_row_job_id_import_job")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("job_id", "number", name=op.f("uq_import_row_job_id_number")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index("ix_import_row_state", ["job_id", "state", "place"], unique=False)

    op.create_table(
        "paper_copy",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "issued",
                "held",
                "returned",
                "lost",
                "destroyed",
                name="copy_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number >= 1 AND total >= number", name=op.f("ck_paper_copy_numbers")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_paper_copy_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["person.id"], name=op.f("fk_paper_copy_issued_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_paper_copy_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_paper_copy_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_copy_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_copy")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_paper_copy_document_id_number")),
        sa.UniqueConstraint("token", name=op.f("uq_paper_copy_token")),
    )
    with op.batch_alter_table("paper_copy", schema=None) as batch_op:
        batch_op.create_index("ix_paper_copy_revision", ["revision_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_copy_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_copy_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "periodic_review",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "keep",
                "revise",
                "withdraw",
                name="periodic_verdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("statement_id", sa.Uuid(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("returned_by", sa.Uuid(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(next_due_on IS NOT NULL) = (signed_at IS NOT NULL AND verdict = 'keep')",
            name=op.f("ck_periodic_review_kept_until"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_periodic_review_has_reason")),
        sa.CheckConstraint(
            "signed_at IS NULL OR verdict <> 'withdraw'",
            name=op.f("ck_periodic_review_withdrawn_elsewhere"),
        ),
        sa.CheckConstraint(
            "(returned_at IS NULL) = (returned_by IS NULL)",
            name=op.f("ck_periodic_review_returned_wholly"),
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by IS NULL) AND (signed_at IS NULL) = (statement_id IS NULL)",
            name=op.f("ck_periodic_review_signed_wholly"),
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR returned_at IS NULL",
            name=op.f("ck_periodic_review_signed_or_returned"),
        ),
        sa.CheckConstraint(
            "signed_by IS NULL OR signed_by <> proposed_by",
            name=op.f("ck_periodic_review_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_periodic_review_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["revision.id"], name=op.f("fk_periodic_review_draft_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name=op.f("fk_periodic_review_proposed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["returned_by"], ["person.id"], name=op.f("fk_periodic_review_returned_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_periodic_review_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["person.id"], name=op.f("fk_periodic_review_signed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_periodic_review_statement_id_statement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periodic_review")),
    )
    with op.batch_alter_table("periodic_review", schema=None) as batch_op:
        batch_op.create_index(
            "ix_periodic_review_document", ["document_id", "signed_at"], unique=False
        )
        batch_op.create_index(
            "uq_periodic_review_waiting",
            ["revision_id"],
            unique=True,
            sqlite_where=sa.text("signed_at IS NULL AND returned_at IS NULL"),
            postgresql_where=sa.text("signed_at IS NULL AND returned_at IS NULL"),
        )

    op.create_table(
        "prepared_file",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("docx_size", sa.Integer(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("pdf_size", sa.Integer(), nullable=True),
        sa.Column("pdf_pages", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_prepared_file_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_file")),
        sa.UniqueConstraint(
            "revision_id", "fingerprint", name=op.f("uq_prepared_file_revision_id_fingerprint")
        ),
    )
    op.create_table(
        "reading_acknowledgement",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reading_acknowledgement_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_reading_acknowledgement_revision_id_revision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_acknowledgement")),
        sa.UniqueConstraint(
            "revision_id",
            "person_id",
            name=op.f("uq_reading_acknowledgement_revision_id_person_id"),
        ),
    )
    with op.batch_alter_table("reading_acknowledgement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reading_acknowledgement_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "record",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("form_sha256", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("search_key", sa.String(length=800), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "filling",
                "complete",
                "closed",
                "abandoned",
                name="record_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("left_over", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=True),
        sa.Column("old_form_reason", sa.Text(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "filled",
                "uploaded",
                name="record_origin",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("docx_sha256", sa.String(length=64), nullable=True),
        sa.Column("docx_size", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("ended_year", sa.Integer(), nullable=True),
        sa.Column("abandon_reason", sa.Text(), nullable=False),
        sa.Column("disposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disposal_id", sa.Uuid(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (ended_year IS NULL) AND (closed_at IS NULL OR (file_id IS NOT NULL AND content_sha256 IS NOT NULL))",
            name=op.f("ck_record_closed_wholly"),
        ),
        sa.CheckConstraint(
            "(state IN ('complete', 'closed')) = (docx_sha256 IS NOT NULL)",
            name=op.f("ck_record_has_file"),
        ),
        sa.CheckConstraint(
            "(disposed_at IS NULL) = (disposal_id IS NULL) AND (disposed_at IS NULL OR (closed_at IS NOT NULL AND content IS NULL)) AND (disposed_at IS NOT NULL OR content IS NOT NULL)",
            name=op.f("ck_record_disposed_wholly"),
        ),
        sa.CheckConstraint(
            "(docx_sha256 IS NULL) = (docx_size IS NULL) AND (docx_sha256 IS NULL) = (origin IS NULL) AND (docx_sha256 IS NULL) = (completed_at IS NULL) AND (docx_sha256 IS NULL) = (completed_by IS NULL)",
            name=op.f("ck_record_completed_wholly"),
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["person.id"], name=op.f("fk_record_closed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["completed_by"], ["person.id"], name=op.f("fk_record_completed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_record_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file_plan_line.id"], name=op.f("fk_record_file_id_file_plan_line")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_record_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["person.id"], name=op.f("fk_record_saved_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["person.id"], name=op.f("fk_record_started_by_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_record_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint(
            "document_id", "year", "number", name=op.f("uq_record_document_id_year_number")
        ),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_docx_sha256"), ["docx_sha256"], unique=False)
        batch_op.create_index("ix_record_file", ["file_id", "ended_year"], unique=False)
        batch_op.create_index("ix_record_filler", ["started_by", "state"], unique=False)
        batch_op.create_index("ix_record_started", ["started_at", "id"], unique=False)
        batch_op.create_index("ix_record_unit", ["unit_id", "started_at"], unique=False)

    op.create_table(
        "reference_review",
        sa.Column("external_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "in_force",
                "partly",
                "replaced",
                "expired",
                name="review_status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_reference_review_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_reference_review_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["external_id"],
            ["external_document.id"],
            name=op.f("fk_reference_review_external_id_external_document"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_reference_review_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_review")),
        sa.UniqueConstraint(
            "external_id",
            "revision_id",
            "status",
            name=op.f("uq_reference_review_external_id_revision_id_status"),
        ),
    )
    with op.batch_alter_table("reference_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reference_review_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_reference_review_revision_id"), ["revision_id"], unique=False
        )

    op.create_table(
        "disposal_item",
        sa.Column("disposal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_year", sa.Integer(), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("docx_size", sa.Integer(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "plan_kind",
            sa.Enum(
                "permanent",
                "years",
                "event",
                name="disposal_plan_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("plan_years", sa.Integer(), nullable=True),
        sa.Column("rule_id", sa.Uuid(), nullable=True),
        sa.Column(
            "policy",
            sa.Enum(
                "longer",
                "law",
                "plan",
                name="disposal_policy",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposal_id"], ["disposal.id"], name=op.f("fk_disposal_item_disposal_id_disposal")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_disposal_item_record_id_record")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["retention_rule.id"], name=op.f("fk_disposal_item_rule_id_retention_rule")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_disposal_item_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal_item")),
        sa.UniqueConstraint(
            "disposal_id", "position", name=op.f("uq_disposal_item_disposal_id_position")
        ),
        sa.UniqueConstraint(
            "disposal_id", "record_id", name=op.f("uq_disposal_item_disposal_id_record_id")
        ),
    )
    with op.batch_alter_table("disposal_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disposal_item_record_id"), ["record_id"], unique=False)

    op.create_table(
        "paper_copy_step",
        sa.Column("copy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "issue",
                "print",
                "hand_over",
                "return",
                "lose",
                "destroy",
                name="copy_act",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "issued",
                "held",
                "returned",
                "lost",
                "destroyed",
                name="copy_step_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("witness", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["paper_copy.id"], name=op.f("fk_paper_copy_step_copy_id_paper_copy")
        ),
        sa.ForeignKeyConstraint(
            ["done_by"], ["person.id"], name=op.f("fk_paper_copy_step_done_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_copy_step")),
        sa.UniqueConstraint("copy_id", "number", name=op.f("uq_paper_copy_step_copy_id_number")),
    )
    op.create_table(
        "record_note",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_record_note_made_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_record_note_record_id_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_note")),
    )
    with op.batch_alter_table("record_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_note_record_id"), ["record_id"], unique=False)


def downgrade() -> None:
    _no_rooms()
    op.drop_index("ix_revision_public_token", table_name="revision")
    for column in ("public_token", "change_requests", "change_place"):
        _drop("revision", column)
    for table in ("round", "revision"):
        for column in ("pdf_origin", "pdf_size", "pdf_sha256"):
            _drop(table, column)
    _drop("notice", "title")
    _drop("notice", "code")
    _drop("document_type", "requires_pdf")


def _drop(table: str, column: str) -> None:
    op.execute(f'ALTER TABLE "{table}" DROP COLUMN {column}')


def _no_rooms() -> None:
    with op.batch_alter_table("record_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_note_record_id"))

    op.drop_table("record_note")
    op.drop_table("paper_copy_step")
    with op.batch_alter_table("disposal_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disposal_item_record_id"))

    op.drop_table("disposal_item")
    with op.batch_alter_table("reference_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reference_review_revision_id"))
        batch_op.drop_index(batch_op.f("ix_reference_review_document_id"))

    op.drop_table("reference_review")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_unit")
        batch_op.drop_index("ix_record_started")
        batch_op.drop_index("ix_record_filler")
        batch_op.drop_index("ix_record_file")
        batch_op.drop_index(batch_op.f("ix_record_docx_sha256"))

    op.drop_table("record")
    with op.batch_alter_table("reading_acknowledgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_acknowledgement_person_id"))

    op.drop_table("reading_acknowledgement")
    op.drop_table("prepared_file")
    with op.batch_alter_table("periodic_review", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_periodic_review_waiting",
            sqlite_where=sa.text("signed_at IS NULL AND returned_at IS NULL"),
            postgresql_where=sa.text("signed_at IS NULL AND returned_at IS NULL"),
        )
        batch_op.drop_index("ix_periodic_review_document")

    op.drop_table("periodic_review")
    with op.batch_alter_table("paper_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_copy_unit_id"))
        batch_op.drop_index(batch_op.f("ix_paper_copy_state"))
        batch_op.drop_index("ix_paper_copy_revision")

    op.drop_table("paper_copy")
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index("ix_import_row_state")

    op.drop_table("import_row")
    op.drop_table("import_file")
    with op.batch_alter_table("draft_pdf", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_pdf_revision_id"))

    op.drop_table("draft_pdf")
    with op.batch_alter_table("distribution_recipient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_distribution_recipient_unit_id"))
        batch_op.drop_index(batch_op.f("ix_distribution_recipient_role"))
        batch_op.drop_index(batch_op.f("ix_distribution_recipient_person_id"))
        batch_op.drop_index("ix_distribution_recipient_document")

    op.drop_table("distribution_recipient")
    op.drop_table("citation_reading")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index("ix_citation_key")
        batch_op.drop_index("ix_citation_base")

    op.drop_table("citation")
    with op.batch_alter_table("change_request", schema=None) as batch_op:
        batch_op.drop_index("ix_change_request_state")
        batch_op.drop_index(batch_op.f("ix_change_request_revision_id"))
        batch_op.drop_index(batch_op.f("ix_change_request_proposed_by"))
        batch_op.drop_index("ix_change_request_document")

    op.drop_table("change_request")
    with op.batch_alter_table("transition_step", schema=None) as batch_op:
        batch_op.drop_index("ix_transition_step_responsible")

    op.drop_table("transition_step")
    op.drop_table("transition_map")
    with op.batch_alter_table("transition_document", schema=None) as batch_op:
        batch_op.drop_index("ix_transition_document_document")

    op.drop_table("transition_document")
    with op.batch_alter_table("import_job", schema=None) as batch_op:
        batch_op.drop_index("ix_import_job_state")
        batch_op.drop_index(batch_op.f("ix_import_job_created_by"))

    op.drop_table("import_job")
    op.drop_table("file_plan_line")
    with op.batch_alter_table("external_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_external_check_external_id"))

    op.drop_table("external_check")
    op.drop_table("distribution_list")
    op.drop_table("transition_project")
    op.drop_table("retention_rule")
    op.drop_table("retention_policy")
    with op.batch_alter_table("retention_hold", schema=None) as batch_op:
        batch_op.drop_index("ix_retention_hold_scope")

    op.drop_table("retention_hold")
    with op.batch_alter_table("retention_event", schema=None) as batch_op:
        batch_op.drop_index("ix_retention_event_scope")

    op.drop_table("retention_event")
    op.drop_table("redline")
    op.drop_table("house_layout")
    op.drop_table("file_plan")
    with op.batch_alter_table("external_document", schema=None) as batch_op:
        batch_op.drop_index("ix_external_document_sort")
        batch_op.drop_index(batch_op.f("ix_external_document_replaced_by_id"))
        batch_op.drop_index("ix_external_document_base")

    op.drop_table("external_document")
    op.drop_table("disposal")
    op.drop_table("rendition")
    op.drop_table("change_series")
