"""hfund verify, backup, restore: what is broken is named, what is copied comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.db.engine import Database
from hfund_tui.db.keys import find_keys

UPDATES = {
    "balance_not_entries": (
        "account",
        "UPDATE account SET balance_fen = balance_fen + 1 WHERE member_id = 2",
    ),
    "held_not_holds": ("account", "UPDATE account SET held_fen = 1 WHERE member_id = 3"),
    "audit_edited": ("audit_event", "UPDATE audit_event SET actor = 'nobody' WHERE sequence = 2"),
    "audit_wiped": ("audit_event", "DELETE FROM audit_event"),
}


@pytest.fixture
def settings(branch_settings, station, teller):
    """A branch where somebody has signed in and out, so that there is something on record."""
    station.staff.sign_out(teller)
    station.close()
    return branch_settings


@pytest.fixture
def at(hfund, settings):
    """The command line, called for that branch."""

    def call(*arguments: str):
        return hfund(*arguments, "--home", str(settings.home))

    return call


def tamper(settings, statement: str) -> None:
    """Change a row as somebody would who has the key and no respect for the triggers."""
    with Database.open(settings.database, find_keys(settings.key)) as database:
        connection = database.raw_connection()
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.close()


def test_a_sound_database(at):
    outcome = at("verify")
    assert (outcome.code, outcome.err) == (0, "")
    assert "All is sound" in outcome.out


def test_a_sound_database_for_machines(at):
    answer = at("verify", "--json").json
    assert (answer["valid"], answer["problems"]) == (True, [])
    assert {"chain", "sequence", "hash"} == set(answer["anchors"][0])


@pytest.mark.parametrize("code", UPDATES)
def test_tampering_is_found_and_the_row_is_named(at, settings, code):
    table, statement = UPDATES[code]
    tamper(settings, statement)
    outcome = at("verify", "--json")
    assert outcome.code == 1
    problem = next(one for one in outcome.json["problems"] if one["code"] == code)
    assert problem["table"] == table
    assert problem["row"]
    told = at("verify")
    assert told.code == 1
    assert problem["row"] in told.out
    assert told.out.startswith(f"First: table {outcome.json['problems'][0]['table']}")


def test_every_problem_has_words(hfund):
    """The codes of rules are listed here as the catalogue has them; an unknown one would be a crash."""
    from hfund_tui.db.integrity_cases import CASE_RULES
    from hfund_tui.db.integrity_contributions import CONTRIBUTION_RULES
    from hfund_tui.db.integrity_loans import LOAN_RULES
    from hfund_tui.db.integrity_rules import RULES
    from hfund_tui.i18n.catalogue import catalogue

    codes = {rule.code for rule in (*RULES, *CASE_RULES, *LOAN_RULES, *CONTRIBUTION_RULES)} | {
        "cipher",
        "integrity",
        "foreign_key",
        "schema",
        "unknown_word",
    }
    codes |= {"instalment_not_as_scheduled"}
    codes |= {"case_not_as_planned", "payment_file_content", "receipt_changed", "unknown_word"}
    codes |= {"document_changed", "counter_differs", "case_not_as_recorded", "sheet_not_as_closed"}
    codes |= {"gone_since_copy", "changed_since_copy", "added_behind_copy"}
    codes |= {f"audit_{code}" for code in ("edited", "deleted", "duplicated", "unlinked", "cut", "wiped")}
    codes |= {f"audit_{code}" for code in ("head", "no_head", "wrong_key", "anchor")}
    known = {key.rpartition(".")[2] for key in catalogue() if key.startswith("vocabulary.database_problem.")}
    assert known == codes


def backup_of(at, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    outcome = at("backup", str(folder), "--json")
    assert outcome.code == 0, outcome.err
    return Path(outcome.json["file"])


def test_there_and_back(at, settings, tmp_path):
    file = backup_of(at, tmp_path / "copies")
    anchors = at("verify", "--json").json["anchors"]
    settings.database.unlink()
    outcome = at("restore", str(file))
    assert outcome.code == 0, outcome.err
    assert at("verify", "--json").json == {"valid": True, "problems": [], "anchors": anchors}


def test_a_copy_for_people(at, tmp_path):
    outcome = at("backup", str(tmp_path))
    assert outcome.code == 0
    assert len(list(tmp_path.glob("hfund-*.db"))) == len(list(tmp_path.glob("hfund-*.db.json"))) == 1
    assert "Manifest" in outcome.out


def test_what_is_there_is_not_overwritten(at, settings, tmp_path):
    file = backup_of(at, tmp_path / "copies")
    before = settings.database.read_bytes()
    outcome = at("restore", str(file))
    assert (outcome.code, "--move-aside" in outcome.err) == (1, True)
    assert settings.database.read_bytes() == before
    moved = at("restore", str(file), "--move-aside")
    assert moved.code == 0, moved.err
    assert "before-restore-1" in moved.out
    assert (settings.home / "hfund.db.before-restore-1").exists()


def _flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)


def _edit_manifest(file: Path) -> None:
    manifest = file.with_name(f"{file.name}.json")
    manifest.write_text(manifest.read_text().replace('"size": ', '"size": 1'))


def _lose_manifest(file: Path) -> None:
    file.with_name(f"{file.name}.json").unlink()


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (_flip_a_byte, 1, "damaged"),
        (_edit_manifest, 1, "manifest was changed"),
        (_lose_manifest, 2, "manifest"),
        (Path.unlink, 2, "no file"),
    ],
)
def test_a_spoilt_copy_changes_nothing(at, settings, tmp_path, spoil, code, said):
    file = backup_of(at, tmp_path / "copies")
    spoil(file)
    before = settings.database.read_bytes()
    outcome = at("restore", str(file), "--move-aside")
    assert outcome.code == code
    assert said in outcome.err
    assert settings.database.read_bytes() == before
    assert at("verify").code == 0


def test_a_folder_for_the_copy_has_to_be_there(at, tmp_path):
    outcome = at("backup", str(tmp_path / "none"))
    assert (outcome.code, "no folder" in outcome.err) == (2, True)


@pytest.mark.parametrize("arguments", [("backup",), ("restore",)])
def test_wrong_usage(at, arguments):
    assert at(*arguments).code == 2


@pytest.mark.parametrize("arguments", [("verify",), ("backup", ".")])
def test_no_database(hfund, arguments):
    outcome = hfund(*arguments)
    assert (outcome.code, "There is no database" in outcome.err) == (1, True)


def test_the_key_is_gone(at, settings):
    settings.key.credential_file.unlink()
    outcome = at("verify")
    assert (outcome.code, "HFUND_KEY_FILE" in outcome.err) == (1, True)


def test_another_key(at, settings):
    settings.key.credential_file.write_text("00" * 32)
    outcome = at("verify")
    assert (outcome.code, "does not open" in outcome.err) == (1, True)


def test_a_key_that_others_can_read(at, settings):
    settings.key.credential_file.chmod(0o644)
    outcome = at("verify")
    assert (outcome.code, "chmod 600" in outcome.err) == (1, True)
