"""What must be true of the stored rows: a query each for those that break it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import Name
from hfund_tui.db.unit_of_work import Reader

PROBLEMS_PER_RULE = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the rule's code, the table, the row's key as text, and what was found."""

    code: str
    table: str
    row: str
    params: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A query for the rows that break a rule: first their key, then whatever tells about them. SQL of both kinds
    of database, with words of `hfund_tui.db.dialects`."""

    code: str
    table: str
    query: str


_WITHDRAWALS = "('rent_withdrawal', 'other_housing_withdrawal', 'retirement_closure', 'leaving_closure')"

RULES = (
    Rule(
        "batch_not_zero",
        "journal_batch",
        """SELECT b.id, coalesce(sum(e.amount_fen), 0) AS sum_fen, count(e.id) AS entries
           FROM journal_batch b LEFT JOIN ledger_entry e ON e.batch_id = b.id
           GROUP BY b.id HAVING coalesce(sum(e.amount_fen), 0) <> 0 OR count(e.id) <> b.entry_count""",
    ),
    Rule(
        "balance_not_entries",
        "account",
        """SELECT a.account_no, a.balance_fen, coalesce(sum(e.amount_fen), 0) AS entries_fen
           FROM account a LEFT JOIN ledger_entry e ON e.account_no = a.account_no
           GROUP BY a.account_no HAVING a.balance_fen <> coalesce(sum(e.amount_fen), 0)""",
    ),
    Rule(
        "running_balance",
        "ledger_entry",
        """SELECT id, balance_after_fen, running_fen FROM (
             SELECT id, balance_after_fen,
                    sum(amount_fen) OVER (PARTITION BY account_no ORDER BY id) AS running_fen
             FROM ledger_entry WHERE account_no IS NOT NULL) AS running
           WHERE balance_after_fen <> running_fen""",
    ),
    Rule(
        "held_not_holds",
        "account",
        """SELECT a.account_no, a.held_fen, coalesce(sum(h.amount_fen), 0) AS holds_fen
           FROM account a LEFT JOIN hold h ON h.account_no = a.account_no AND h.state = 'active'
           GROUP BY a.account_no HAVING a.held_fen <> coalesce(sum(h.amount_fen), 0)""",
    ),
    Rule(
        "hold_without_case",
        "hold",
        # The interest of a closing is part of its amount, but is not there to be held yet.
        """SELECT h.id, h.case_no, c.status FROM hold h LEFT JOIN "case" c ON c.case_no = h.case_no
           WHERE h.state = 'active' AND c.operation IS DISTINCT FROM 'offset_repayment'
             AND (c.status IS DISTINCT FROM 'pending' OR c.account_no IS DISTINCT FROM h.account_no
             OR CASE WHEN c.operation IN ('retirement_closure', 'leaving_closure', 'settle_closure')
                THEN coalesce(c.amount_fen, 0) < h.amount_fen
                ELSE c.amount_fen IS DISTINCT FROM h.amount_fen END)""",
    ),
    Rule(
        "offset_not_held",
        "case",
        # Several accounts give for one loan.
        """SELECT c.case_no, c.amount_fen, coalesce(sum(h.amount_fen), 0) AS held_fen
           FROM "case" c LEFT JOIN hold h ON h.case_no = c.case_no AND h.state = 'active'
           WHERE c.operation = 'offset_repayment'
           GROUP BY c.case_no HAVING coalesce(sum(h.amount_fen), 0)
             <> CASE WHEN c.status = 'pending' THEN c.amount_fen ELSE 0 END""",
    ),
    Rule(
        "claim_without_case",
        "claimed_month",
        """SELECT m.account_no || ' ' || m.month, m.case_no, c.status
           FROM claimed_month m LEFT JOIN "case" c ON c.case_no = m.case_no
           WHERE c.status IS DISTINCT FROM 'completed' OR c.account_no IS DISTINCT FROM m.account_no""",
    ),
    Rule(
        "withdrawal_without_receipt",
        "case",
        f"""SELECT c.case_no FROM "case" c JOIN journal_batch b ON b.case_no = c.case_no
            WHERE b.summary_code IN {_WITHDRAWALS} AND c.status = 'completed'
              AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.case_no = c.case_no)""",
    ),
    Rule(
        "withdrawal_without_payment",
        "case",
        f"""SELECT c.case_no, sum(e.amount_fen) AS posted_fen, p.amount_fen AS ordered_fen
            FROM "case" c JOIN journal_batch b ON b.case_no = c.case_no
            JOIN ledger_entry e ON e.batch_id = b.id AND e.ledger = 'member'
            LEFT JOIN payment_order p ON p.case_no = c.case_no
            WHERE b.summary_code IN {_WITHDRAWALS} AND c.status = 'completed'
            GROUP BY c.case_no, p.amount_fen HAVING sum(e.amount_fen) + coalesce(p.amount_fen, 0) <> 0""",
    ),
    Rule(
        "payment_without_posting",
        "payment_order",
        # What is paid to another card was posted by the case whose payout failed.
        f"""SELECT p.id, p.case_no FROM payment_order p LEFT JOIN "case" c ON c.case_no = p.case_no
            WHERE p.state <> 'voided' AND c.operation IS DISTINCT FROM 'redirect_payout' AND NOT EXISTS (
              SELECT 1 FROM journal_batch b
              WHERE b.case_no = p.case_no AND b.summary_code IN {_WITHDRAWALS})""",
    ),
    Rule(
        "clearing_not_orders",
        "ledger_entry",
        """SELECT 'payout_clearing', clearing_fen, orders_fen FROM (
             SELECT (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry
                     WHERE ledger = 'payout_clearing') AS clearing_fen,
                    (SELECT coalesce(sum(amount_fen), 0) FROM payment_order
                     WHERE state IN ('queued', 'held', 'sent', 'failed')) AS orders_fen) AS sums
           WHERE clearing_fen <> orders_fen""",
    ),
    Rule(
        "payment_file_orders",
        "payment_file",
        """SELECT f.file_no, f.lines, count(p.line_no) AS orders, f.total_fen,
                  coalesce(sum(p.amount_fen), 0) AS orders_fen
           FROM payment_file f LEFT JOIN (
             SELECT 'payout' AS kind, file_no, line_no, amount_fen FROM payment_order
             UNION ALL SELECT 'debit', file_no, line_no, amount_fen FROM debit_order
           ) p ON p.file_no = f.file_no AND p.kind = f.kind
           GROUP BY f.file_no HAVING f.lines <> count(p.line_no)
             OR f.total_fen <> coalesce(sum(p.amount_fen), 0)
             OR count(DISTINCT p.line_no) <> count(p.line_no) OR max(p.line_no) <> count(p.line_no)""",
    ),
    Rule(
        "payment_order_file",
        "payment_order",
        # What is void may have failed at the bank before.
        """SELECT id, state, file_no, result_on FROM payment_order
           WHERE (file_no IS NULL) <> (line_no IS NULL)
             OR state IN ('queued', 'held') AND file_no IS NOT NULL
             OR state IN ('sent', 'paid', 'failed', 'redirected') AND file_no IS NULL
             OR state IN ('paid', 'failed', 'redirected') AND result_on IS NULL
             OR state IN ('queued', 'held', 'sent') AND result_on IS NOT NULL""",
    ),
    Rule(
        "reversed_without_reversal",
        "case",
        """SELECT c.case_no, count(r.case_no) AS reversals
           FROM "case" c LEFT JOIN "case" r ON r.refers_to = c.case_no
             AND r.operation = 'reverse_case' AND r.status = 'completed' AND r.member_id = c.member_id
           GROUP BY c.case_no HAVING count(r.case_no) <> CASE WHEN c.status = 'reversed' THEN 1 ELSE 0 END""",
    ),
    Rule(
        "reversal_of_nothing",
        "case",
        """SELECT r.case_no, r.refers_to FROM "case" r LEFT JOIN "case" c ON c.case_no = r.refers_to
           WHERE r.operation = 'reverse_case' AND r.status = 'completed'
             AND c.status IS DISTINCT FROM 'reversed'""",
    ),
    Rule(
        "exception_not_two",
        "exception_record",
        """SELECT x.id, x.case_no, x.maker, x.checker FROM exception_record x
           LEFT JOIN "case" c ON c.case_no = x.case_no
           LEFT JOIN staff m ON m.code = x.maker LEFT JOIN staff k ON k.code = x.checker
           WHERE x.maker = x.checker OR m.id_no IS NOT DISTINCT FROM k.id_no
             OR c.maker IS DISTINCT FROM x.maker OR c.checker IS DISTINCT FROM x.checker""",
    ),
    Rule(
        "unsettled_without_closure",
        "account",
        """SELECT a.account_no, a.state, count(c.case_no) AS closures
           FROM account a LEFT JOIN "case" c ON c.account_no = a.account_no AND c.status = 'closed_unsettled'
           GROUP BY a.account_no
           HAVING count(c.case_no) <> CASE WHEN a.state = 'closed_unsettled' THEN 1 ELSE 0 END""",
    ),
    Rule(
        "password_not_as_set",
        "account_password",
        """SELECT p.account_no, p.state, a.password_is_initial
           FROM account_password p LEFT JOIN account a ON a.account_no = p.account_no
           WHERE a.password_is_initial IS DISTINCT FROM (p.state = 'reset')""",
    ),
    Rule(
        "payment_to_other_card",
        "payment_order",
        """SELECT p.id, p.case_no FROM payment_order p LEFT JOIN "case" c ON c.case_no = p.case_no
           LEFT JOIN card k ON k.id = p.card_id
           WHERE k.card_no IS DISTINCT FROM p.card_no OR k.bank_code IS DISTINCT FROM p.bank_code
             OR k.member_id IS DISTINCT FROM c.member_id OR c.account_no IS DISTINCT FROM p.account_no""",
    ),
    Rule(
        "case_without_audit",
        "case",
        """SELECT c.case_no FROM "case" c WHERE c.status IN ('completed', 'closed_unsettled') AND NOT EXISTS (
             SELECT 1 FROM audit_event e WHERE e.case_no = c.case_no AND e.outcome = 'done')""",
    ),
    Rule(
        "receipt_anchor",
        "receipt",
        """SELECT r.receipt_no, r.audit_chain, r.audit_sequence FROM receipt r
           LEFT JOIN audit_event e ON e.chain = r.audit_chain AND e.sequence = r.audit_sequence
           WHERE e.hash IS DISTINCT FROM r.audit_hash OR e.case_no IS DISTINCT FROM r.case_no""",
    ),
    Rule(
        "same_person",
        "case",
        """SELECT case_no FROM "case" WHERE maker = checker OR maker_id_no = checker_id_no
             OR member_id_no IN (maker_id_no, checker_id_no, proxy_id_no)
             OR proxy_id_no IN (maker_id_no, checker_id_no)""",
    ),
    Rule(
        "proxy_is_staff",
        "case",
        # Whoever joins the staff may have been somebody's proxy before.
        """SELECT c.case_no FROM "case" c JOIN staff s ON s.id_no = c.proxy_id_no
           WHERE c.status = 'pending' OR c.status = 'completed' AND NOT EXISTS (
             SELECT 1 FROM audit_event e WHERE e.operation LIKE '%\\:add_staff' AND e.at > c.decided_at
               AND @json(e.detail_json, staff) = s.code)""",
    ),
)


def known_words() -> Iterator[Rule]:
    """One rule for each column that holds words of a list which the schema does not bound."""
    for table in metadata.sorted_tables:
        key = " || ' ' || ".join(column.name for column in table.primary_key)
        for column in table.columns:
            if isinstance(column.type, Name):
                words = ", ".join(f"'{word.value}'" for word in column.type.words)
                unknown = f"{column.name} NOT IN ({words})"
                query = f'SELECT {key}, {column.name} AS word FROM "{table.name}" WHERE {unknown}'
                yield Rule("unknown_word", table.name, query)


def rows_that_break(reader: Reader, rule: Rule) -> list[Problem]:
    """The first rows that break a rule, with what tells about them."""
    found = stored_rows(reader.connection, f"{rule.query} LIMIT {PROBLEMS_PER_RULE}")
    return [
        Problem(
            rule.code, rule.table, str(row[0]), dict(zip(row._fields[1:], map(str, row[1:]), strict=True))
        )
        for row in found
    ]
