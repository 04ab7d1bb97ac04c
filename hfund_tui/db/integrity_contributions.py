"""What must be true of contribution lists: each line stands in the ledger, and nothing else under their name."""

from hfund_tui.db.integrity_rules import Rule

CONTRIBUTION_RULES = (
    Rule(
        "contribution_not_posted",
        "contribution_line",
        """SELECT l.account_no || ' ' || l.month, l.file_no, l.line_no, l.batch_id
           FROM contribution_line l WHERE 1 <> (
             SELECT count(*) FROM ledger_entry e JOIN journal_batch b ON b.id = e.batch_id
             WHERE e.batch_id = l.batch_id AND e.account_no = l.account_no
               AND e.amount_fen = l.personal_fen + l.employer_fen AND b.summary_code = 'contribution')""",
    ),
    Rule(
        "contribution_without_line",
        "ledger_entry",
        # The line that balances a batch of a list carries the number of the list.
        """SELECT e.id, c.memo, e.account_no FROM ledger_entry c
           JOIN contribution_file f ON f.file_no = c.memo
           JOIN ledger_entry e ON e.batch_id = c.batch_id AND e.id <> c.id
           LEFT JOIN contribution_line l ON l.batch_id = e.batch_id AND l.account_no = e.account_no
             AND l.file_no = f.file_no
           WHERE c.ledger = 'collection_clearing' AND l.account_no IS NULL""",
    ),
    Rule(
        "contribution_file_lines",
        "contribution_file",
        """SELECT f.file_no, f.taken, count(l.account_no) AS found, f.taken_fen,
             coalesce(sum(l.personal_fen + l.employer_fen), 0) AS found_fen
           FROM contribution_file f LEFT JOIN contribution_line l ON l.file_no = f.file_no
             AND l.employer_id = f.employer_id AND l.month = f.month
           GROUP BY f.file_no HAVING f.taken <> count(l.account_no)
             OR f.taken_fen <> coalesce(sum(l.personal_fen + l.employer_fen), 0)
             OR f.batches <> count(DISTINCT l.batch_id)
             OR count(l.account_no) <> (SELECT count(*) FROM contribution_line o WHERE o.file_no = f.file_no)""",
    ),
    Rule(
        "contribution_not_paid_through",
        "account",
        """SELECT a.account_no, a.paid_through, max(l.month) AS month
           FROM contribution_line l LEFT JOIN account a ON a.account_no = l.account_no
           GROUP BY l.account_no, a.account_no HAVING a.paid_through IS NULL OR a.paid_through < max(l.month)""",
    ),
)
