"""Members accounts ledger cases audit"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
day = sa.Date().with_variant(sa.Text(), "sqlite")
instant = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
flag = sa.Boolean().with_variant(sa.Integer(), "sqlite")

SQLITE_TRIGGERS = (
    "CREATE TRIGGER tr_audit_event_no_update BEFORE UPDATE ON \"audit_event\" BEGIN SELECT RAISE(ABORT, 'tr_audit_event_no_update'); END",
    "CREATE TRIGGER tr_journal_batch_no_update BEFORE UPDATE ON \"journal_batch\" BEGIN SELECT RAISE(ABORT, 'tr_journal_batch_no_update'); END",
    "CREATE TRIGGER tr_ledger_entry_no_update BEFORE UPDATE ON \"ledger_entry\" BEGIN SELECT RAISE(ABORT, 'tr_ledger_entry_no_update'); END",
    "CREATE TRIGGER tr_audit_event_no_delete BEFORE DELETE ON \"audit_event\" BEGIN SELECT RAISE(ABORT, 'tr_audit_event_no_delete'); END",
    "CREATE TRIGGER tr_journal_batch_no_delete BEFORE DELETE ON \"journal_batch\" BEGIN SELECT RAISE(ABORT, 'tr_journal_batch_no_delete'); END",
    "CREATE TRIGGER tr_ledger_entry_no_delete BEFORE DELETE ON \"ledger_entry\" BEGIN SELECT RAISE(ABORT, 'tr_ledger_entry_no_delete'); END",
    "CREATE TRIGGER tr_case_no_delete BEFORE DELETE ON \"case\" BEGIN SELECT RAISE(ABORT, 'tr_case_no_delete'); END",
    "CREATE TRIGGER tr_chain_head_no_delete BEFORE DELETE ON \"chain_head\" BEGIN SELECT RAISE(ABORT, 'tr_chain_head_no_delete'); END",
    "CREATE TRIGGER tr_receipt_no_delete BEFORE DELETE ON \"receipt\" BEGIN SELECT RAISE(ABORT, 'tr_receipt_no_delete'); END",
    "CREATE TRIGGER tr_journal_batch_sums_to_zero BEFORE INSERT ON \"journal_batch\" WHEN (SELECT count(*) <> NEW.entry_count OR sum(amount_fen) <> 0 FROM ledger_entry WHERE batch_id = NEW.id) BEGIN SELECT RAISE(ABORT, 'tr_journal_batch_sums_to_zero'); END",
    "CREATE TRIGGER tr_ledger_entry_batch_is_open BEFORE INSERT ON \"ledger_entry\" WHEN EXISTS (SELECT 1 FROM journal_batch WHERE id = NEW.batch_id) BEGIN SELECT RAISE(ABORT, 'tr_ledger_entry_batch_is_open'); END",
)


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("sequence", whole, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("branch_code", sa.Text(), nullable=True),
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("business_date", day, nullable=True),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("case_no", sa.Text(), nullable=True),
        sa.Column("member_id", whole, nullable=True),
        sa.Column("before_sha256", sa.Text(), nullable=True),
        sa.Column("after_sha256", sa.Text(), nullable=True),
        sa.Column("detail_json", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('counter', 'hotline', 'mini_program', 'website', 'app', 'alipay', 'self_voice')",
            name=op.f("ck_audit_event_channel"),
        ),
        sa.CheckConstraint(
            "length(after_sha256) BETWEEN 64 AND 64 AND trim(after_sha256, '0123456789abcdef') = ''",
            name=op.f("ck_audit_event_after_sha256"),
        ),
        sa.CheckConstraint(
            "length(at) = 27 AND substr(at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(at, 1, 19)) AND substr(at, 20, 1) = '.' AND trim(substr(at, 21, 6), '0123456789') = '' AND substr(at, 27) = 'Z'",
            name=op.f("ck_audit_event_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(before_sha256) BETWEEN 64 AND 64 AND trim(before_sha256, '0123456789abcdef') = ''",
            name=op.f("ck_audit_event_before_sha256"),
        ),
        sa.CheckConstraint(
            "length(hash) BETWEEN 64 AND 64 AND trim(hash, '0123456789abcdef') = ''",
            name=op.f("ck_audit_event_hash"),
        ),
        sa.CheckConstraint(
            "length(previous_hash) BETWEEN 64 AND 64 AND trim(previous_hash, '0123456789abcdef') = ''",
            name=op.f("ck_audit_event_previous_hash"),
        ),
        sa.CheckConstraint(
            "outcome IN ('done', 'pending', 'refused', 'read', 'failed')", name=op.f("ck_audit_event_outcome")
        ),
        sa.CheckConstraint(
            "role IN ('teller', 'agent', 'supervisor', 'auditor', 'administrator')",
            name=op.f("ck_audit_event_role"),
        ),
        sa.CheckConstraint(
            "business_date IS date(business_date)", name=op.f("ck_audit_event_business_date")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(actor) BETWEEN 1 AND 40", name=op.f("ck_audit_event_actor")),
        sa.CheckConstraint("length(branch_code) BETWEEN 1 AND 10", name=op.f("ck_audit_event_branch_code")),
        sa.CheckConstraint("length(case_no) BETWEEN 1 AND 20", name=op.f("ck_audit_event_case_no")),
        sa.CheckConstraint("length(chain) BETWEEN 1 AND 60", name=op.f("ck_audit_event_chain")),
        sa.CheckConstraint(
            "length(detail_json) BETWEEN 1 AND 100000", name=op.f("ck_audit_event_detail_json")
        ),
        sa.CheckConstraint("length(operation) BETWEEN 1 AND 60", name=op.f("ck_audit_event_operation")),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 500", name=op.f("ck_audit_event_reason")),
        sa.CheckConstraint("length(terminal) BETWEEN 1 AND 40", name=op.f("ck_audit_event_terminal")),
        sa.CheckConstraint(
            "member_id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_audit_event_member_id")
        ),
        sa.CheckConstraint(
            "sequence BETWEEN 1 AND 4611686018427387904", name=op.f("ck_audit_event_sequence")
        ),
        sa.PrimaryKeyConstraint("chain", "sequence", name=op.f("pk_audit_event")),
        sqlite_strict=True,
    )
    op.create_index("ix_audit_event_case_no", "audit_event", ["case_no"], unique=False)
    op.create_index("ix_audit_event_member_id", "audit_event", ["member_id", "at"], unique=False)
    op.create_table(
        "branch",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(code) BETWEEN 4 AND 4 AND trim(code, '0123456789') = ''", name=op.f("ck_branch_code")
        ),
        sa.CheckConstraint("length(address) BETWEEN 0 AND 300", name=op.f("ck_branch_address")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_branch_name")),
        sa.CheckConstraint("length(name_en) BETWEEN 1 AND 100", name=op.f("ck_branch_name_en")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_branch")),
        sqlite_strict=True,
    )
    op.create_table(
        "chain_head",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("sequence", whole, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(hash) BETWEEN 64 AND 64 AND trim(hash, '0123456789abcdef') = ''",
            name=op.f("ck_chain_head_hash"),
        ),
        sa.CheckConstraint("length(chain) BETWEEN 1 AND 60", name=op.f("ck_chain_head_chain")),
        sa.CheckConstraint("sequence BETWEEN 1 AND 4611686018427387904", name=op.f("ck_chain_head_sequence")),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_chain_head")),
        sqlite_strict=True,
    )
    op.create_table(
        "employer",
        sa.Column("id", whole, nullable=False),
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "length(account_no) BETWEEN 6 AND 20 AND trim(account_no, '0123456789') = ''",
            name=op.f("ck_employer_account_no"),
        ),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_employer_id")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 200", name=op.f("ck_employer_name")),
        sa.CheckConstraint("length(uscc) BETWEEN 18 AND 18", name=op.f("ck_employer_uscc")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
        sa.UniqueConstraint("account_no", name=op.f("uq_employer_account_no")),
        sqlite_strict=True,
    )
    op.create_table(
        "member",
        sa.Column("id", whole, nullable=False),
        sa.Column("id_kind", sa.Text(), nullable=False),
        sa.Column("id_no", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.Column("pinyin_initials", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("birth_date", day, nullable=False),
        sa.Column("mobile", sa.Text(), nullable=True),
        sa.Column("hukou_shenzhen", flag, nullable=False),
        sa.Column("deceased", flag, nullable=False),
        sa.Column("created_on", day, nullable=False),
        sa.CheckConstraint("id_kind <> 'resident_15'", name=op.f("ck_member_id_today")),
        sa.CheckConstraint(
            "id_kind IN ('resident', 'resident_15', 'hmt_residence', 'home_return_permit', 'taiwan_permit', 'foreign_pr', 'passport')",
            name=op.f("ck_member_id_kind"),
        ),
        sa.CheckConstraint("sex IN ('male', 'female')", name=op.f("ck_member_sex")),
        sa.CheckConstraint("birth_date IS date(birth_date)", name=op.f("ck_member_birth_date")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("created_on IS date(created_on)", name=op.f("ck_member_created_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("deceased IN (0, 1)", name=op.f("ck_member_deceased")).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("hukou_shenzhen IN (0, 1)", name=op.f("ck_member_hukou_shenzhen")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_member_id")),
        sa.CheckConstraint("length(id_no) BETWEEN 5 AND 20", name=op.f("ck_member_id_no")),
        sa.CheckConstraint("length(mobile) BETWEEN 5 AND 20", name=op.f("ck_member_mobile")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_member_name")),
        sa.CheckConstraint("length(pinyin) BETWEEN 1 AND 300", name=op.f("ck_member_pinyin")),
        sa.CheckConstraint(
            "length(pinyin_initials) BETWEEN 1 AND 100", name=op.f("ck_member_pinyin_initials")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("id_no", name=op.f("uq_member_id_no")),
        sqlite_strict=True,
    )
    op.create_index("ix_member_mobile", "member", ["mobile"], unique=False)
    op.create_index("ix_member_name", "member", ["name"], unique=False)
    op.create_index("ix_member_pinyin", "member", ["pinyin"], unique=False)
    op.create_index("ix_member_pinyin_initials", "member", ["pinyin_initials"], unique=False)
    op.create_table(
        "account",
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("employer_id", whole, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_on", day, nullable=False),
        sa.Column("first_contribution_month", sa.Text(), nullable=True),
        sa.Column("paid_through", sa.Text(), nullable=True),
        sa.Column("sealed_on", day, nullable=True),
        sa.Column("closed_on", day, nullable=True),
        sa.Column("contribution_base_fen", whole, nullable=False),
        sa.Column("personal_rate_bp", whole, nullable=False),
        sa.Column("employer_rate_bp", whole, nullable=False),
        sa.Column("personal_due_fen", whole, nullable=False),
        sa.Column("employer_due_fen", whole, nullable=False),
        sa.Column("balance_fen", whole, nullable=False),
        sa.Column("held_fen", whole, nullable=False),
        sa.Column("frozen_fen", whole, nullable=False),
        sa.Column("freeze", sa.Text(), nullable=False),
        sa.Column("freeze_cause", sa.Text(), nullable=True),
        sa.Column("freeze_writ", sa.Text(), nullable=True),
        sa.Column("freeze_until", day, nullable=True),
        sa.Column("last_interest_on", day, nullable=True),
        sa.Column("last_withdrawal_month", sa.Text(), nullable=True),
        sa.Column("password_is_initial", flag, nullable=False),
        sa.Column("version", whole, nullable=False),
        sa.CheckConstraint(
            "(freeze <> 'none' OR frozen_fen = 0) AND (freeze <> 'partial' OR frozen_fen > 0)",
            name=op.f("ck_account_frozen"),
        ),
        sa.CheckConstraint("freeze IN ('none', 'partial', 'full')", name=op.f("ck_account_freeze")),
        sa.CheckConstraint(
            "freeze_cause IN ('court', 'procuratorate', 'error', 'renewal', 'other')",
            name=op.f("ck_account_freeze_cause"),
        ),
        sa.CheckConstraint(
            "length(account_no) BETWEEN 11 AND 11 AND trim(account_no, '0123456789') = ''",
            name=op.f("ck_account_account_no"),
        ),
        sa.CheckConstraint(
            "length(first_contribution_month) = 7 AND substr(first_contribution_month, 5, 1) = '-' AND trim(substr(first_contribution_month, 1, 4) || substr(first_contribution_month, 6, 2), '0123456789') = '' AND substr(first_contribution_month, 1, 4) >= '1900' AND substr(first_contribution_month, 6, 2) BETWEEN '01' AND '12'",
            name=op.f("ck_account_first_contribution_month"),
        ),
        sa.CheckConstraint(
            "length(last_withdrawal_month) = 7 AND substr(last_withdrawal_month, 5, 1) = '-' AND trim(substr(last_withdrawal_month, 1, 4) || substr(last_withdrawal_month, 6, 2), '0123456789') = '' AND substr(last_withdrawal_month, 1, 4) >= '1900' AND substr(last_withdrawal_month, 6, 2) BETWEEN '01' AND '12'",
            name=op.f("ck_account_last_withdrawal_month"),
        ),
        sa.CheckConstraint(
            "length(paid_through) = 7 AND substr(paid_through, 5, 1) = '-' AND trim(substr(paid_through, 1, 4) || substr(paid_through, 6, 2), '0123456789') = '' AND substr(paid_through, 1, 4) >= '1900' AND substr(paid_through, 6, 2) BETWEEN '01' AND '12'",
            name=op.f("ck_account_paid_through"),
        ),
        sa.CheckConstraint("state <> 'sealed' OR sealed_on IS NOT NULL", name=op.f("ck_account_sealed")),
        sa.CheckConstraint(
            "state IN ('normal', 'sealed', 'merged', 'transferred_out', 'closed', 'closed_unsettled', 'other')",
            name=op.f("ck_account_state"),
        ),
        sa.CheckConstraint("balance_fen - held_fen >= 0", name=op.f("ck_account_available")),
        sa.CheckConstraint("balance_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_account_balance_fen")),
        sa.CheckConstraint("closed_on IS date(closed_on)", name=op.f("ck_account_closed_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint(
            "contribution_base_fen BETWEEN 0 AND 10000000000000",
            name=op.f("ck_account_contribution_base_fen"),
        ),
        sa.CheckConstraint(
            "employer_due_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_account_employer_due_fen")
        ),
        sa.CheckConstraint("employer_rate_bp BETWEEN 0 AND 10000", name=op.f("ck_account_employer_rate_bp")),
        sa.CheckConstraint("freeze_until IS date(freeze_until)", name=op.f("ck_account_freeze_until")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("frozen_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_account_frozen_fen")),
        sa.CheckConstraint("held_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_account_held_fen")),
        sa.CheckConstraint(
            "last_interest_on IS date(last_interest_on)", name=op.f("ck_account_last_interest_on")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(freeze_writ) BETWEEN 1 AND 100", name=op.f("ck_account_freeze_writ")),
        sa.CheckConstraint("opened_on IS date(opened_on)", name=op.f("ck_account_opened_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint(
            "password_is_initial IN (0, 1)", name=op.f("ck_account_password_is_initial")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "personal_due_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_account_personal_due_fen")
        ),
        sa.CheckConstraint("personal_rate_bp BETWEEN 0 AND 10000", name=op.f("ck_account_personal_rate_bp")),
        sa.CheckConstraint("sealed_on IS date(sealed_on)", name=op.f("ck_account_sealed_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("version BETWEEN 1 AND 1000000000", name=op.f("ck_account_version")),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_account_employer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_account_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("account_no", name=op.f("pk_account")),
        sa.UniqueConstraint("member_id", name=op.f("uq_account_member_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_account_employer_id", "account", ["employer_id"], unique=False)
    op.create_table(
        "card",
        sa.Column("id", whole, nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("bank_code", sa.Text(), nullable=False),
        sa.Column("card_no", sa.Text(), nullable=False),
        sa.Column("class_one", flag, nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("linked_on", day, nullable=False),
        sa.Column("unlinked_on", day, nullable=True),
        sa.CheckConstraint(
            "length(card_no) BETWEEN 12 AND 19 AND trim(card_no, '0123456789') = ''",
            name=op.f("ck_card_card_no"),
        ),
        sa.CheckConstraint("state IN ('linked', 'unlinked')", name=op.f("ck_card_state")),
        sa.CheckConstraint("class_one IN (0, 1)", name=op.f("ck_card_class_one")).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_card_id")),
        sa.CheckConstraint("length(bank_code) BETWEEN 1 AND 20", name=op.f("ck_card_bank_code")),
        sa.CheckConstraint("length(holder_name) BETWEEN 1 AND 100", name=op.f("ck_card_holder_name")),
        sa.CheckConstraint("linked_on IS date(linked_on)", name=op.f("ck_card_linked_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("unlinked_on IS date(unlinked_on)", name=op.f("ck_card_unlinked_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_card_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sqlite_strict=True,
    )
    op.create_index("ix_card_card_no", "card", ["card_no"], unique=False)
    op.create_index("ix_card_member_id", "card", ["member_id"], unique=False)
    op.create_index(
        "uq_card_linked_member",
        "card",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("state = 'linked'"),
        postgresql_where=sa.text("state = 'linked'"),
    )
    op.create_index(
        "uq_card_linked_no",
        "card",
        ["card_no"],
        unique=True,
        sqlite_where=sa.text("state = 'linked'"),
        postgresql_where=sa.text("state = 'linked'"),
    )
    op.create_table(
        "case_sequence",
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("business_date", day, nullable=False),
        sa.Column("last", whole, nullable=False),
        sa.CheckConstraint(
            "business_date IS date(business_date)", name=op.f("ck_case_sequence_business_date")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("last BETWEEN 0 AND 1000000000", name=op.f("ck_case_sequence_last")),
        sa.ForeignKeyConstraint(
            ["branch_code"],
            ["branch.code"],
            name=op.f("fk_case_sequence_branch_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("branch_code", "business_date", name=op.f("pk_case_sequence")),
        sqlite_strict=True,
    )
    op.create_table(
        "loan",
        sa.Column("contract_no", sa.Text(), nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("bank_code", sa.Text(), nullable=False),
        sa.Column("principal_fen", whole, nullable=False),
        sa.Column("balance_fen", whole, nullable=False),
        sa.Column("rate_text", sa.Text(), nullable=False),
        sa.Column("months", whole, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("disbursed_on", day, nullable=False),
        sa.Column("due_day", whole, nullable=False),
        sa.Column("instalment_fen", whole, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_due_on", day, nullable=True),
        sa.CheckConstraint(
            "length(rate_text) BETWEEN 1 AND 10 AND trim(rate_text, '0123456789.') = ''",
            name=op.f("ck_loan_rate_text"),
        ),
        sa.CheckConstraint("method IN ('equal_instalment', 'equal_principal')", name=op.f("ck_loan_method")),
        sa.CheckConstraint("state IN ('normal', 'overdue', 'settled')", name=op.f("ck_loan_state")),
        sa.CheckConstraint("balance_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_loan_balance_fen")),
        sa.CheckConstraint("disbursed_on IS date(disbursed_on)", name=op.f("ck_loan_disbursed_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("due_day BETWEEN 1 AND 28", name=op.f("ck_loan_due_day")),
        sa.CheckConstraint(
            "instalment_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_loan_instalment_fen")
        ),
        sa.CheckConstraint("length(bank_code) BETWEEN 1 AND 20", name=op.f("ck_loan_bank_code")),
        sa.CheckConstraint("length(contract_no) BETWEEN 1 AND 40", name=op.f("ck_loan_contract_no")),
        sa.CheckConstraint("months BETWEEN 1 AND 600", name=op.f("ck_loan_months")),
        sa.CheckConstraint("next_due_on IS date(next_due_on)", name=op.f("ck_loan_next_due_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("principal_fen BETWEEN 1 AND 10000000000000", name=op.f("ck_loan_principal_fen")),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_loan_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("contract_no", name=op.f("pk_loan")),
        sqlite_strict=True,
    )
    op.create_index("ix_loan_member_id", "loan", ["member_id"], unique=False)
    op.create_table(
        "staff",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("id_no", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change", flag, nullable=False),
        sa.Column("active", flag, nullable=False),
        sa.Column("failed_count", whole, nullable=False),
        sa.Column("locked_until", instant, nullable=True),
        sa.Column("last_sign_in_at", instant, nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(last_sign_in_at) = 27 AND substr(last_sign_in_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(last_sign_in_at, 1, 19)) AND substr(last_sign_in_at, 20, 1) = '.' AND trim(substr(last_sign_in_at, 21, 6), '0123456789') = '' AND substr(last_sign_in_at, 27) = 'Z'",
            name=op.f("ck_staff_last_sign_in_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(locked_until) = 27 AND substr(locked_until, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(locked_until, 1, 19)) AND substr(locked_until, 20, 1) = '.' AND trim(substr(locked_until, 21, 6), '0123456789') = '' AND substr(locked_until, 27) = 'Z'",
            name=op.f("ck_staff_locked_until"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "role IN ('teller', 'agent', 'supervisor', 'auditor', 'administrator')",
            name=op.f("ck_staff_role"),
        ),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_staff_active")).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("failed_count BETWEEN 0 AND 1000", name=op.f("ck_staff_failed_count")),
        sa.CheckConstraint("length(code) BETWEEN 1 AND 20", name=op.f("ck_staff_code")),
        sa.CheckConstraint("length(id_no) BETWEEN 5 AND 20", name=op.f("ck_staff_id_no")),
        sa.CheckConstraint("length(language) BETWEEN 1 AND 10", name=op.f("ck_staff_language")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_staff_name")),
        sa.CheckConstraint("length(name_en) BETWEEN 1 AND 100", name=op.f("ck_staff_name_en")),
        sa.CheckConstraint("length(password_hash) BETWEEN 1 AND 300", name=op.f("ck_staff_password_hash")),
        sa.CheckConstraint("length(theme) BETWEEN 1 AND 40", name=op.f("ck_staff_theme")),
        sa.CheckConstraint("must_change IN (0, 1)", name=op.f("ck_staff_must_change")).ddl_if(
            dialect="sqlite"
        ),
        sa.ForeignKeyConstraint(
            ["branch_code"],
            ["branch.code"],
            name=op.f("fk_staff_branch_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_staff")),
        sa.UniqueConstraint("id_no", name=op.f("uq_staff_id_no")),
        sqlite_strict=True,
    )
    op.create_table(
        "business_day",
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("business_date", day, nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closed_at", instant, nullable=True),
        sa.CheckConstraint(
            "length(closed_at) = 27 AND substr(closed_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(closed_at, 1, 19)) AND substr(closed_at, 20, 1) = '.' AND trim(substr(closed_at, 21, 6), '0123456789') = '' AND substr(closed_at, 27) = 'Z'",
            name=op.f("ck_business_day_closed_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(opened_at) = 27 AND substr(opened_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(opened_at, 1, 19)) AND substr(opened_at, 20, 1) = '.' AND trim(substr(opened_at, 21, 6), '0123456789') = '' AND substr(opened_at, 27) = 'Z'",
            name=op.f("ck_business_day_opened_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name=op.f("ck_business_day_closed")),
        sa.CheckConstraint(
            "business_date IS date(business_date)", name=op.f("ck_business_day_business_date")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["branch_code"],
            ["branch.code"],
            name=op.f("fk_business_day_branch_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"],
            ["staff.code"],
            name=op.f("fk_business_day_closed_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["staff.code"],
            name=op.f("fk_business_day_opened_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("branch_code", "business_date", name=op.f("pk_business_day")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_business_day_open",
        "business_day",
        ["branch_code"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "draft",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("member_id", whole, nullable=True),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("payload_json", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("updated_at", instant, nullable=False),
        sa.Column("parked", flag, nullable=False),
        sa.CheckConstraint(
            "length(created_at) = 27 AND substr(created_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(created_at, 1, 19)) AND substr(created_at, 20, 1) = '.' AND trim(substr(created_at, 21, 6), '0123456789') = '' AND substr(created_at, 27) = 'Z'",
            name=op.f("ck_draft_created_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(updated_at) = 27 AND substr(updated_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(updated_at, 1, 19)) AND substr(updated_at, 20, 1) = '.' AND trim(substr(updated_at, 21, 6), '0123456789') = '' AND substr(updated_at, 27) = 'Z'",
            name=op.f("ck_draft_updated_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(cue) BETWEEN 0 AND 200", name=op.f("ck_draft_cue")),
        sa.CheckConstraint("length(key) BETWEEN 8 AND 64", name=op.f("ck_draft_key")),
        sa.CheckConstraint("length(operation) BETWEEN 1 AND 60", name=op.f("ck_draft_operation")),
        sa.CheckConstraint("length(payload_json) BETWEEN 1 AND 1000000", name=op.f("ck_draft_payload_json")),
        sa.CheckConstraint("length(step) BETWEEN 1 AND 60", name=op.f("ck_draft_step")),
        sa.CheckConstraint("parked IN (0, 1)", name=op.f("ck_draft_parked")).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_draft_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["operator"],
            ["staff.code"],
            name=op.f("fk_draft_operator"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
        sqlite_strict=True,
    )
    op.create_index("ix_draft_operator", "draft", ["operator", "updated_at"], unique=False)
    op.create_table(
        "family_member",
        sa.Column("id", whole, nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_no", sa.Text(), nullable=True),
        sa.Column("owns_home", flag, nullable=True),
        sa.Column("checked_on", day, nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.CheckConstraint("relation IN ('spouse', 'minor_child')", name=op.f("ck_family_member_relation")),
        sa.CheckConstraint("checked_on IS date(checked_on)", name=op.f("ck_family_member_checked_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_family_member_id")),
        sa.CheckConstraint("length(id_no) BETWEEN 5 AND 20", name=op.f("ck_family_member_id_no")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_family_member_name")),
        sa.CheckConstraint("owns_home IN (0, 1)", name=op.f("ck_family_member_owns_home")).ddl_if(
            dialect="sqlite"
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"],
            ["staff.code"],
            name=op.f("fk_family_member_checked_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_family_member_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_member")),
        sqlite_strict=True,
    )
    op.create_index("ix_family_member_member_id", "family_member", ["member_id"], unique=False)
    op.create_table(
        "proxy_document",
        sa.Column("id", whole, nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("proxy_name", sa.Text(), nullable=False),
        sa.Column("proxy_id_kind", sa.Text(), nullable=False),
        sa.Column("proxy_id_no", sa.Text(), nullable=False),
        sa.Column("proxy_birth_date", day, nullable=True),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("document_kind", sa.Text(), nullable=False),
        sa.Column("notary", sa.Text(), nullable=False),
        sa.Column("certificate_no", sa.Text(), nullable=False),
        sa.Column("certificate_sha256", sa.Text(), nullable=False),
        sa.Column("issued_on", day, nullable=False),
        sa.Column("valid_from", day, nullable=False),
        sa.Column("valid_to", day, nullable=False),
        sa.Column("original_seen_by", sa.Text(), nullable=False),
        sa.Column("registered_case", sa.Text(), nullable=True),
        sa.Column("registered_on", day, nullable=False),
        sa.Column("revoked_on", day, nullable=True),
        sa.Column("revoked_case", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "document_kind <> 'notarised_poa' OR notary <> ''", name=op.f("ck_proxy_document_notarised")
        ),
        sa.CheckConstraint(
            "document_kind IN ('notarised_poa', 'marriage_certificate')",
            name=op.f("ck_proxy_document_document_kind"),
        ),
        sa.CheckConstraint(
            "length(certificate_sha256) BETWEEN 64 AND 64 AND trim(certificate_sha256, '0123456789abcdef') = ''",
            name=op.f("ck_proxy_document_certificate_sha256"),
        ),
        sa.CheckConstraint("proxy_id_kind <> 'resident_15'", name=op.f("ck_proxy_document_proxy_id_today")),
        sa.CheckConstraint(
            "proxy_id_kind IN ('resident', 'resident_15', 'hmt_residence', 'home_return_permit', 'taiwan_permit', 'foreign_pr', 'passport')",
            name=op.f("ck_proxy_document_proxy_id_kind"),
        ),
        sa.CheckConstraint(
            "relation IN ('spouse', 'parent', 'child', 'other_relative', 'friend')",
            name=op.f("ck_proxy_document_relation"),
        ),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_proxy_document_id")),
        sa.CheckConstraint("issued_on IS date(issued_on)", name=op.f("ck_proxy_document_issued_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint(
            "length(certificate_no) BETWEEN 1 AND 100", name=op.f("ck_proxy_document_certificate_no")
        ),
        sa.CheckConstraint("length(notary) BETWEEN 0 AND 200", name=op.f("ck_proxy_document_notary")),
        sa.CheckConstraint(
            "length(proxy_id_no) BETWEEN 5 AND 20", name=op.f("ck_proxy_document_proxy_id_no")
        ),
        sa.CheckConstraint("length(proxy_name) BETWEEN 1 AND 100", name=op.f("ck_proxy_document_proxy_name")),
        sa.CheckConstraint(
            "proxy_birth_date IS date(proxy_birth_date)", name=op.f("ck_proxy_document_proxy_birth_date")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "registered_on IS date(registered_on)", name=op.f("ck_proxy_document_registered_on")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "revoked_on IS date(revoked_on)", name=op.f("ck_proxy_document_revoked_on")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_proxy_document_valid")),
        sa.CheckConstraint(
            "valid_from IS date(valid_from)", name=op.f("ck_proxy_document_valid_from")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("valid_to IS date(valid_to)", name=op.f("ck_proxy_document_valid_to")).ddl_if(
            dialect="sqlite"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_proxy_document_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["original_seen_by"],
            ["staff.code"],
            name=op.f("fk_proxy_document_original_seen_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["registered_case"],
            ["case.case_no"],
            name=op.f("fk_proxy_document_registered_case"),
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["revoked_case"],
            ["case.case_no"],
            name=op.f("fk_proxy_document_revoked_case"),
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxy_document")),
        sa.UniqueConstraint("certificate_sha256", name=op.f("uq_proxy_document_certificate_sha256")),
        sqlite_strict=True,
    )
    op.create_index("ix_proxy_document_member_id", "proxy_document", ["member_id"], unique=False)
    op.create_index("ix_proxy_document_proxy_id_no", "proxy_document", ["proxy_id_no"], unique=False)
    op.create_table(
        "case",
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("account_no", sa.Text(), nullable=True),
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("checker", sa.Text(), nullable=True),
        sa.Column("proxy_document_id", whole, nullable=True),
        sa.Column("maker_id_no", sa.Text(), nullable=False),
        sa.Column("checker_id_no", sa.Text(), nullable=True),
        sa.Column("proxy_id_no", sa.Text(), nullable=True),
        sa.Column("member_id_no", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("amount_fen", whole, nullable=True),
        sa.Column("plan_json", sa.Text(), nullable=True),
        sa.Column("plan_sha256", sa.Text(), nullable=True),
        sa.Column("request_json", sa.Text(), nullable=False),
        sa.Column("payload_sha256", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("business_date", day, nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("decided_at", instant, nullable=True),
        sa.Column("inbox", sa.Text(), nullable=True),
        sa.Column("refusal_codes", sa.Text(), nullable=True),
        sa.Column("version", whole, nullable=False),
        sa.CheckConstraint(
            "(status = 'pending') = (inbox IS NOT NULL)", name=op.f("ck_case_pending_has_inbox")
        ),
        sa.CheckConstraint(
            "channel IN ('counter', 'hotline', 'mini_program', 'website', 'app', 'alipay', 'self_voice')",
            name=op.f("ck_case_channel"),
        ),
        sa.CheckConstraint(
            "inbox IN ('teller', 'agent', 'supervisor', 'auditor', 'administrator')",
            name=op.f("ck_case_inbox"),
        ),
        sa.CheckConstraint(
            "length(created_at) = 27 AND substr(created_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(created_at, 1, 19)) AND substr(created_at, 20, 1) = '.' AND trim(substr(created_at, 21, 6), '0123456789') = '' AND substr(created_at, 27) = 'Z'",
            name=op.f("ck_case_created_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(decided_at) = 27 AND substr(decided_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(decided_at, 1, 19)) AND substr(decided_at, 20, 1) = '.' AND trim(substr(decided_at, 21, 6), '0123456789') = '' AND substr(decided_at, 27) = 'Z'",
            name=op.f("ck_case_decided_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(payload_sha256) BETWEEN 64 AND 64 AND trim(payload_sha256, '0123456789abcdef') = ''",
            name=op.f("ck_case_payload_sha256"),
        ),
        sa.CheckConstraint(
            "length(plan_sha256) BETWEEN 64 AND 64 AND trim(plan_sha256, '0123456789abcdef') = ''",
            name=op.f("ck_case_plan_sha256"),
        ),
        sa.CheckConstraint(
            "status <> 'completed' OR plan_sha256 IS NOT NULL", name=op.f("ck_case_completed_has_plan")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'pending', 'completed', 'refused', 'rejected', 'cancelled', 'reversed', 'closed_unsettled')",
            name=op.f("ck_case_status"),
        ),
        sa.CheckConstraint(
            "(checker IS NULL) = (checker_id_no IS NULL)", name=op.f("ck_case_checker_identified")
        ),
        sa.CheckConstraint("amount_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_case_amount_fen")),
        sa.CheckConstraint("business_date IS date(business_date)", name=op.f("ck_case_business_date")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint(
            "checker <> maker AND checker_id_no <> maker_id_no", name=op.f("ck_case_maker_is_not_checker")
        ),
        sa.CheckConstraint("checker_id_no <> member_id_no", name=op.f("ck_case_checker_is_not_member")),
        sa.CheckConstraint("checker_id_no <> proxy_id_no", name=op.f("ck_case_checker_is_not_proxy")),
        sa.CheckConstraint("length(case_no) BETWEEN 1 AND 20", name=op.f("ck_case_case_no")),
        sa.CheckConstraint("length(checker_id_no) BETWEEN 5 AND 20", name=op.f("ck_case_checker_id_no")),
        sa.CheckConstraint("length(idempotency_key) BETWEEN 8 AND 64", name=op.f("ck_case_idempotency_key")),
        sa.CheckConstraint("length(maker_id_no) BETWEEN 5 AND 20", name=op.f("ck_case_maker_id_no")),
        sa.CheckConstraint("length(member_id_no) BETWEEN 5 AND 20", name=op.f("ck_case_member_id_no")),
        sa.CheckConstraint("length(operation) BETWEEN 1 AND 60", name=op.f("ck_case_operation")),
        sa.CheckConstraint("length(plan_json) BETWEEN 1 AND 1000000", name=op.f("ck_case_plan_json")),
        sa.CheckConstraint("length(proxy_id_no) BETWEEN 5 AND 20", name=op.f("ck_case_proxy_id_no")),
        sa.CheckConstraint("length(refusal_codes) BETWEEN 1 AND 4000", name=op.f("ck_case_refusal_codes")),
        sa.CheckConstraint("length(request_json) BETWEEN 1 AND 1000000", name=op.f("ck_case_request_json")),
        sa.CheckConstraint("length(terminal) BETWEEN 1 AND 40", name=op.f("ck_case_terminal")),
        sa.CheckConstraint("maker_id_no <> member_id_no", name=op.f("ck_case_maker_is_not_member")),
        sa.CheckConstraint("maker_id_no <> proxy_id_no", name=op.f("ck_case_maker_is_not_proxy")),
        sa.CheckConstraint(
            "proxy_document_id IS NULL OR proxy_id_no IS NOT NULL", name=op.f("ck_case_proxy_identified")
        ),
        sa.CheckConstraint("proxy_id_no <> member_id_no", name=op.f("ck_case_proxy_is_not_member")),
        sa.CheckConstraint("version BETWEEN 1 AND 1000000000", name=op.f("ck_case_version")),
        sa.ForeignKeyConstraint(
            ["account_no"],
            ["account.account_no"],
            name=op.f("fk_case_account_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["branch_code"],
            ["branch.code"],
            name=op.f("fk_case_branch_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["checker"], ["staff.code"], name=op.f("fk_case_checker"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["maker"], ["staff.code"], name=op.f("fk_case_maker"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_case_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["proxy_document_id"],
            ["proxy_document.id"],
            name=op.f("fk_case_proxy_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_no", name=op.f("pk_case")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_case_idempotency_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_case_business_date", "case", ["business_date", "branch_code"], unique=False)
    op.create_index("ix_case_inbox", "case", ["inbox", "branch_code", "created_at"], unique=False)
    op.create_index("ix_case_member_id", "case", ["member_id", "created_at"], unique=False)
    op.create_table(
        "proxy_matter",
        sa.Column("document_id", whole, nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.CheckConstraint("length(matter) BETWEEN 1 AND 60", name=op.f("ck_proxy_matter_matter")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["proxy_document.id"],
            name=op.f("fk_proxy_matter_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("document_id", "matter", name=op.f("pk_proxy_matter")),
        sqlite_strict=True,
    )
    op.create_table(
        "agreement",
        sa.Column("id", whole, nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("proxy_document_id", whole, nullable=True),
        sa.Column("signed_case", sa.Text(), nullable=True),
        sa.Column("signed_on", day, nullable=False),
        sa.Column("terminated_case", sa.Text(), nullable=True),
        sa.Column("terminated_on", day, nullable=True),
        sa.CheckConstraint(
            "(state = 'terminated') = (terminated_on IS NOT NULL)", name=op.f("ck_agreement_terminated")
        ),
        sa.CheckConstraint(
            "channel IN ('counter', 'hotline', 'mini_program', 'website', 'app', 'alipay', 'self_voice')",
            name=op.f("ck_agreement_channel"),
        ),
        sa.CheckConstraint("kind IN ('self_service', 'co_repayer')", name=op.f("ck_agreement_kind")),
        sa.CheckConstraint(
            "length(text_sha256) BETWEEN 64 AND 64 AND trim(text_sha256, '0123456789abcdef') = ''",
            name=op.f("ck_agreement_text_sha256"),
        ),
        sa.CheckConstraint("state IN ('in_force', 'terminated')", name=op.f("ck_agreement_state")),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_agreement_id")),
        sa.CheckConstraint("length(version) BETWEEN 1 AND 20", name=op.f("ck_agreement_version")),
        sa.CheckConstraint("signed_on IS date(signed_on)", name=op.f("ck_agreement_signed_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint(
            "terminated_on IS date(terminated_on)", name=op.f("ck_agreement_terminated_on")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_agreement_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["proxy_document_id"],
            ["proxy_document.id"],
            name=op.f("fk_agreement_proxy_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["signed_case"],
            ["case.case_no"],
            name=op.f("fk_agreement_signed_case"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["terminated_case"],
            ["case.case_no"],
            name=op.f("fk_agreement_terminated_case"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_strict=True,
    )
    op.create_index("ix_agreement_member_id", "agreement", ["member_id"], unique=False)
    op.create_index(
        "uq_agreement_in_force",
        "agreement",
        ["member_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'in_force'"),
        postgresql_where=sa.text("state = 'in_force'"),
    )
    op.create_table(
        "claimed_month",
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("ratio_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(month) = 7 AND substr(month, 5, 1) = '-' AND trim(substr(month, 1, 4) || substr(month, 6, 2), '0123456789') = '' AND substr(month, 1, 4) >= '1900' AND substr(month, 6, 2) BETWEEN '01' AND '12'",
            name=op.f("ck_claimed_month_month"),
        ),
        sa.CheckConstraint("length(operation) BETWEEN 1 AND 60", name=op.f("ck_claimed_month_operation")),
        sa.CheckConstraint("length(ratio_text) BETWEEN 1 AND 20", name=op.f("ck_claimed_month_ratio_text")),
        sa.ForeignKeyConstraint(
            ["account_no"],
            ["account.account_no"],
            name=op.f("fk_claimed_month_account_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_no"],
            ["case.case_no"],
            name=op.f("fk_claimed_month_case_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("account_no", "month", name=op.f("pk_claimed_month")),
        sqlite_strict=True,
    )
    op.create_index("ix_claimed_month_case_no", "claimed_month", ["case_no"], unique=False)
    op.create_table(
        "hold",
        sa.Column("id", whole, nullable=False),
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("amount_fen", whole, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("placed_at", instant, nullable=False),
        sa.Column("ended_at", instant, nullable=True),
        sa.CheckConstraint("(state = 'active') = (ended_at IS NULL)", name=op.f("ck_hold_ended")),
        sa.CheckConstraint(
            "length(ended_at) = 27 AND substr(ended_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(ended_at, 1, 19)) AND substr(ended_at, 20, 1) = '.' AND trim(substr(ended_at, 21, 6), '0123456789') = '' AND substr(ended_at, 27) = 'Z'",
            name=op.f("ck_hold_ended_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(placed_at) = 27 AND substr(placed_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(placed_at, 1, 19)) AND substr(placed_at, 20, 1) = '.' AND trim(substr(placed_at, 21, 6), '0123456789') = '' AND substr(placed_at, 27) = 'Z'",
            name=op.f("ck_hold_placed_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("state IN ('active', 'posted', 'voided')", name=op.f("ck_hold_state")),
        sa.CheckConstraint("amount_fen BETWEEN 1 AND 10000000000000", name=op.f("ck_hold_amount_fen")),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_hold_id")),
        sa.ForeignKeyConstraint(
            ["account_no"],
            ["account.account_no"],
            name=op.f("fk_hold_account_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_no"], ["case.case_no"], name=op.f("fk_hold_case_no"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sqlite_strict=True,
    )
    op.create_index("ix_hold_account_no", "hold", ["account_no"], unique=False)
    op.create_index("ix_hold_case_no", "hold", ["case_no"], unique=False)
    op.create_index(
        "uq_hold_active_case",
        "hold",
        ["case_no"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "journal_batch",
        sa.Column("id", whole, nullable=False),
        sa.Column("case_no", sa.Text(), nullable=True),
        sa.Column("summary_code", sa.Text(), nullable=False),
        sa.Column("business_date", day, nullable=False),
        sa.Column("value_date", day, nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("entry_count", whole, nullable=False),
        sa.CheckConstraint(
            "length(created_at) = 27 AND substr(created_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(created_at, 1, 19)) AND substr(created_at, 20, 1) = '.' AND trim(substr(created_at, 21, 6), '0123456789') = '' AND substr(created_at, 27) = 'Z'",
            name=op.f("ck_journal_batch_created_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "summary_code IN ('opening', 'contribution', 'interest', 'rent_withdrawal', 'other_housing_withdrawal', 'reversal')",
            name=op.f("ck_journal_batch_summary_code"),
        ),
        sa.CheckConstraint(
            "business_date IS date(business_date)", name=op.f("ck_journal_batch_business_date")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("entry_count BETWEEN 2 AND 1000000", name=op.f("ck_journal_batch_entry_count")),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_journal_batch_id")),
        sa.CheckConstraint("value_date IS date(value_date)", name=op.f("ck_journal_batch_value_date")).ddl_if(
            dialect="sqlite"
        ),
        sa.ForeignKeyConstraint(
            ["case_no"],
            ["case.case_no"],
            name=op.f("fk_journal_batch_case_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_batch")),
        sqlite_strict=True,
    )
    op.create_index("ix_journal_batch_business_date", "journal_batch", ["business_date"], unique=False)
    op.create_index("ix_journal_batch_case_no", "journal_batch", ["case_no"], unique=False)
    op.create_table(
        "payment_order",
        sa.Column("id", whole, nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("card_id", whole, nullable=False),
        sa.Column("payee_name", sa.Text(), nullable=False),
        sa.Column("bank_code", sa.Text(), nullable=False),
        sa.Column("card_no", sa.Text(), nullable=False),
        sa.Column("amount_fen", whole, nullable=False),
        sa.Column("business_date", day, nullable=False),
        sa.Column("not_before", day, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.CheckConstraint(
            "length(card_no) BETWEEN 12 AND 19 AND trim(card_no, '0123456789') = ''",
            name=op.f("ck_payment_order_card_no"),
        ),
        sa.CheckConstraint(
            "length(created_at) = 27 AND substr(created_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(created_at, 1, 19)) AND substr(created_at, 20, 1) = '.' AND trim(substr(created_at, 21, 6), '0123456789') = '' AND substr(created_at, 27) = 'Z'",
            name=op.f("ck_payment_order_created_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "state IN ('queued', 'held', 'sent', 'paid', 'failed', 'voided')",
            name=op.f("ck_payment_order_state"),
        ),
        sa.CheckConstraint(
            "amount_fen BETWEEN 1 AND 10000000000000", name=op.f("ck_payment_order_amount_fen")
        ),
        sa.CheckConstraint(
            "business_date IS date(business_date)", name=op.f("ck_payment_order_business_date")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_payment_order_id")),
        sa.CheckConstraint("length(bank_code) BETWEEN 1 AND 20", name=op.f("ck_payment_order_bank_code")),
        sa.CheckConstraint("length(payee_name) BETWEEN 1 AND 100", name=op.f("ck_payment_order_payee_name")),
        sa.CheckConstraint(
            "not_before >= business_date", name=op.f("ck_payment_order_not_before_business_date")
        ),
        sa.CheckConstraint("not_before IS date(not_before)", name=op.f("ck_payment_order_not_before")).ddl_if(
            dialect="sqlite"
        ),
        sa.ForeignKeyConstraint(
            ["account_no"],
            ["account.account_no"],
            name=op.f("fk_payment_order_account_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["card.id"],
            name=op.f("fk_payment_order_card_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_no"],
            ["case.case_no"],
            name=op.f("fk_payment_order_case_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_order")),
        sa.UniqueConstraint("case_no", name=op.f("uq_payment_order_case_no")),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_order_account_no", "payment_order", ["account_no"], unique=False)
    op.create_index("ix_payment_order_state", "payment_order", ["state", "not_before"], unique=False)
    op.create_table(
        "proxy_act",
        sa.Column("id", whole, nullable=False),
        sa.Column("document_id", whole, nullable=False),
        sa.Column("member_id", whole, nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("acted_on", day, nullable=False),
        sa.Column("proxy_id_no", sa.Text(), nullable=False),
        sa.CheckConstraint("acted_on IS date(acted_on)", name=op.f("ck_proxy_act_acted_on")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_proxy_act_id")),
        sa.CheckConstraint("length(proxy_id_no) BETWEEN 5 AND 20", name=op.f("ck_proxy_act_proxy_id_no")),
        sa.ForeignKeyConstraint(
            ["case_no"],
            ["case.case_no"],
            name=op.f("fk_proxy_act_case_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["proxy_document.id"],
            name=op.f("fk_proxy_act_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_proxy_act_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxy_act")),
        sqlite_strict=True,
    )
    op.create_index("ix_proxy_act_document_id", "proxy_act", ["document_id"], unique=False)
    op.create_index("ix_proxy_act_proxy_id_no", "proxy_act", ["proxy_id_no", "acted_on"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("receipt_no", sa.Text(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("verification_code", sa.Text(), nullable=False),
        sa.Column("audit_chain", sa.Text(), nullable=False),
        sa.Column("audit_sequence", whole, nullable=False),
        sa.Column("audit_hash", sa.Text(), nullable=False),
        sa.Column("data_json", sa.Text(), nullable=False),
        sa.Column("printed_copies", whole, nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.CheckConstraint(
            "length(audit_hash) BETWEEN 64 AND 64 AND trim(audit_hash, '0123456789abcdef') = ''",
            name=op.f("ck_receipt_audit_hash"),
        ),
        sa.CheckConstraint(
            "length(created_at) = 27 AND substr(created_at, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(created_at, 1, 19)) AND substr(created_at, 20, 1) = '.' AND trim(substr(created_at, 21, 6), '0123456789') = '' AND substr(created_at, 27) = 'Z'",
            name=op.f("ck_receipt_created_at"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(data_json) BETWEEN 1 AND 1000000", name=op.f("ck_receipt_data_json")),
        sa.CheckConstraint("length(kind) BETWEEN 1 AND 60", name=op.f("ck_receipt_kind")),
        sa.CheckConstraint("length(receipt_no) BETWEEN 1 AND 30", name=op.f("ck_receipt_receipt_no")),
        sa.CheckConstraint(
            "length(verification_code) BETWEEN 1 AND 40", name=op.f("ck_receipt_verification_code")
        ),
        sa.CheckConstraint("printed_copies BETWEEN 0 AND 10000", name=op.f("ck_receipt_printed_copies")),
        sa.ForeignKeyConstraint(
            ["audit_chain", "audit_sequence"],
            ["audit_event.chain", "audit_event.sequence"],
            name=op.f("fk_receipt_audit_chain_audit_sequence"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_no"],
            ["case.case_no"],
            name=op.f("fk_receipt_case_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("receipt_no", name=op.f("pk_receipt")),
        sa.UniqueConstraint("case_no", name=op.f("uq_receipt_case_no")),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_entry",
        sa.Column("id", whole, nullable=False),
        sa.Column("batch_id", whole, nullable=False),
        sa.Column("ledger", sa.Text(), nullable=False),
        sa.Column("account_no", sa.Text(), nullable=True),
        sa.Column("amount_fen", whole, nullable=False),
        sa.Column("balance_after_fen", whole, nullable=True),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(ledger = 'member') = (account_no IS NOT NULL) AND (ledger = 'member') = (balance_after_fen IS NOT NULL)",
            name=op.f("ck_ledger_entry_member_line"),
        ),
        sa.CheckConstraint(
            "ledger IN ('member', 'payout_clearing', 'collection_clearing', 'interest_expense', 'opening')",
            name=op.f("ck_ledger_entry_ledger"),
        ),
        sa.CheckConstraint("amount_fen <> 0", name=op.f("ck_ledger_entry_amount_not_zero")),
        sa.CheckConstraint(
            "amount_fen BETWEEN -10000000000000 AND 10000000000000", name=op.f("ck_ledger_entry_amount_fen")
        ),
        sa.CheckConstraint(
            "balance_after_fen BETWEEN 0 AND 10000000000000", name=op.f("ck_ledger_entry_balance_after_fen")
        ),
        sa.CheckConstraint("id BETWEEN 1 AND 4611686018427387904", name=op.f("ck_ledger_entry_id")),
        sa.CheckConstraint("length(memo) BETWEEN 0 AND 200", name=op.f("ck_ledger_entry_memo")),
        sa.ForeignKeyConstraint(
            ["account_no"],
            ["account.account_no"],
            name=op.f("fk_ledger_entry_account_no"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["journal_batch.id"],
            name=op.f("fk_ledger_entry_batch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sqlite_strict=True,
    )
    op.create_index("ix_ledger_entry_account_no", "ledger_entry", ["account_no", "id"], unique=False)
    op.create_index("ix_ledger_entry_batch_id", "ledger_entry", ["batch_id"], unique=False)
    op.create_index("ix_member_id_tail", "member", [sa.text("substr(id_no, -4)"), "name"])
    for statement in SQLITE_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("go back by restoring the backup made before the migration")
