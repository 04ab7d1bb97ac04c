-- What the role that the program works as may do, and nothing else: of the audit and the ledger it may read and
-- add rows, and neither change nor delete any. Triggers refuse as much; a role that owns nothing can't drop them.
--
--     psql -v ON_ERROR_STOP=1 -v role=hfund -f program-role.sql "postgresql://hfund_owner@db.example/hfund"
--
-- To be run by the owner of the tables, after `hfund init` and after each migration. The role has to be there:
-- CREATE ROLE hfund LOGIN.

BEGIN;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"role";
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), :'role') \gexec
GRANT USAGE ON SCHEMA public TO :"role";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :"role";
GRANT SELECT ON ALL TABLES IN SCHEMA public TO :"role";

-- What happened: rows are added.
GRANT INSERT ON
    audit_event, call_back, caller_check, caller_lock, contribution_line, day_difference, exception_record,
    journal_batch, ledger_entry, payment_file, work_order_step
TO :"role";

-- What has a state: rows are added and change, but stay.
GRANT INSERT, UPDATE ON
    account_password, call, "case", chain_head, contribution_file, debit_order, issued_document, loan,
    loan_instalment, loan_offset, loan_party, loan_terms, notice, one_time_code, payment_order, receipt,
    repayment_account, work_order
TO :"role";

-- What is on file: rows are added and change. Of the rest the counters are kept by triggers, by the owner's rights.
GRANT INSERT, UPDATE ON
    account, agreement, branch, business_day, card, case_sequence, employer, family_member, hold,
    insurance_record, member, proxy_document, proxy_matter, staff, staff_relative
TO :"role";

-- Forms that were sent, and what a reversal gives free: rows go too.
GRANT INSERT, UPDATE, DELETE ON claimed_month, draft, proxy_act TO :"role";

COMMIT;
