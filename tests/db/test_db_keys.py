"""The ladder of keys, with the failures that really happen on each rung."""

import os
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from hfund_tui.db import keys as ladder
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.keys import Keys, KeySettings, Rung, find_keys, make_keys, memory_keys


class Vault(KeyringBackend):
    """A keyring that works."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class Broken(Vault):
    """A keyring that raises *error* on every question."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class PlainText(Vault):
    """What keyrings.alt brings: it works, and keeps secrets for everybody to read."""


PlainText.__module__ = "keyrings.alt.file"


class Forgetful(Vault):
    """Says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Chain(Vault):
    """keyring's chain of several backends."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


@pytest.fixture(autouse=True)
def no_real_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, keyring.backends.fail.Keyring())


@pytest.fixture
def settings(tmp_path: Path) -> KeySettings:
    return KeySettings(credential_file=tmp_path / "credential", sealed_file=tmp_path / "sealed")


@pytest.fixture
def cheap_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "_ARGON_KIB", 64)


def use(monkeypatch: pytest.MonkeyPatch, backend: Any) -> Any:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


def secret_of(keys: Keys) -> tuple[bytes, bytes]:
    return keys.database, keys.audit


ABSENT = {
    "no backend": keyring.backends.fail.Keyring,
    "null backend": keyring.backends.null.Keyring,
    "plain text backend": PlainText,
    "only plain text in the chain": lambda: Chain(PlainText()),
    "not initialised": lambda: Broken(keyring.errors.InitError("locked collection")),
    "locked": lambda: Broken(keyring.errors.KeyringLocked()),
    "no keyring": lambda: Broken(keyring.errors.NoKeyringError()),
    "no bus": lambda: Broken(ConnectionRefusedError()),
    "the library's own error": lambda: Broken(RuntimeError("dbus")),
    "forgets": Forgetful,
}


@pytest.mark.parametrize("name", ABSENT)
def test_a_keyring_that_keeps_nothing_counts_as_absent(
    monkeypatch: pytest.MonkeyPatch, settings: KeySettings, name: str
) -> None:
    use(monkeypatch, ABSENT[name]())
    with pytest.raises(StorageTrouble, match="no_key"):
        find_keys(settings)
    with pytest.raises(StorageTrouble, match="no_key"):
        make_keys(settings, Rung.KEYRING)


def test_keyring(monkeypatch: pytest.MonkeyPatch, settings: KeySettings) -> None:
    vault = use(monkeypatch, Vault())
    made = make_keys(settings, Rung.KEYRING)
    found = find_keys(settings)
    assert secret_of(found) == secret_of(made)
    assert found.rung is Rung.KEYRING
    assert list(vault.kept) == [("hfund", "database")]


def test_the_first_fit_backend_of_a_chain_is_used(
    monkeypatch: pytest.MonkeyPatch, settings: KeySettings
) -> None:
    plain, vault = PlainText(), Vault()
    use(monkeypatch, Chain(plain, vault))
    make_keys(settings, Rung.KEYRING)
    assert (plain.kept, len(vault.kept)) == ({}, 1)


def test_a_broken_secret_in_the_keyring_is_not_a_key(
    monkeypatch: pytest.MonkeyPatch, settings: KeySettings
) -> None:
    use(monkeypatch, Vault()).set_password("hfund", "database", "not hexadecimal")
    with pytest.raises(StorageTrouble, match="wrong_key"):
        find_keys(settings)


def test_credential_file(settings: KeySettings) -> None:
    made = make_keys(settings, Rung.CREDENTIAL_FILE)
    assert settings.credential_file is not None
    assert settings.credential_file.stat().st_mode & 0o777 == 0o600
    found = find_keys(settings)
    assert (secret_of(found), found.rung) == (secret_of(made), Rung.CREDENTIAL_FILE)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_credential_file_others_can_read_is_refused(settings: KeySettings, mode: int) -> None:
    make_keys(settings, Rung.CREDENTIAL_FILE)
    assert settings.credential_file is not None
    settings.credential_file.chmod(mode)
    with pytest.raises(StorageTrouble) as trouble:
        find_keys(settings)
    assert trouble.value.code == "key_file_open"
    assert trouble.value.params == {"path": str(settings.credential_file)}


def test_a_credential_file_that_is_a_link_is_refused(settings: KeySettings, tmp_path: Path) -> None:
    make_keys(settings, Rung.CREDENTIAL_FILE)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "credential")
    with pytest.raises(StorageTrouble, match="key_file_open"):
        find_keys(KeySettings(credential_file=link))


def test_a_folder_or_pipe_is_no_credential_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(StorageTrouble, match="key_file_open"):
        find_keys(KeySettings(credential_file=tmp_path / "pipe"))
    with pytest.raises(StorageTrouble, match="key_file_open"):
        find_keys(KeySettings(credential_file=tmp_path))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_somebody_elses_credential_file_is_refused(settings: KeySettings) -> None:
    make_keys(settings, Rung.CREDENTIAL_FILE)
    assert settings.credential_file is not None
    os.chown(settings.credential_file, 65534, 65534)
    with pytest.raises(StorageTrouble, match="key_file_open"):
        find_keys(settings)


@pytest.mark.parametrize("contents", [b"", b"00" * 31, b"00" * 33, b"zz" * 32, b"\xff" * 64])
def test_a_credential_file_without_a_key(settings: KeySettings, contents: bytes) -> None:
    make_keys(settings, Rung.CREDENTIAL_FILE)
    assert settings.credential_file is not None
    settings.credential_file.write_bytes(contents)
    with pytest.raises(StorageTrouble, match="wrong_key"):
        find_keys(settings)


@pytest.mark.usefixtures("cheap_seal")
def test_sealed_file(settings: KeySettings) -> None:
    made = make_keys(settings, Rung.SEALED_FILE, lambda: "口令 correct horse")
    found = find_keys(settings, lambda: "口令 correct horse")
    assert (secret_of(found), found.rung) == (secret_of(made), Rung.SEALED_FILE)


@pytest.mark.usefixtures("cheap_seal")
def test_a_sealed_file_waits_for_its_passphrase(settings: KeySettings) -> None:
    make_keys(settings, Rung.SEALED_FILE, lambda: "right")
    with pytest.raises(StorageTrouble) as trouble:
        find_keys(settings)
    assert trouble.value.code == "no_key"
    assert trouble.value.params == {"sealed_file": str(settings.sealed_file)}
    with pytest.raises(StorageTrouble, match="wrong_passphrase"):
        find_keys(settings, lambda: "wrong")


@pytest.mark.usefixtures("cheap_seal")
def test_no_byte_of_a_sealed_file_can_be_changed(settings: KeySettings) -> None:
    make_keys(settings, Rung.SEALED_FILE, lambda: "right")
    assert settings.sealed_file is not None
    contents = settings.sealed_file.read_bytes()
    damaged = [contents[:length] for length in (0, 8, 37, len(contents) - 1)]
    damaged += [contents[:at] + bytes([contents[at] ^ 1]) + contents[at + 1 :] for at in range(len(contents))]
    for bad in damaged:
        settings.sealed_file.write_bytes(bad)
        with pytest.raises(StorageTrouble, match=r"wrong_(key|passphrase)"):
            find_keys(settings, lambda: "right")


def test_a_passphrase_is_asked_only_for_a_sealed_file(settings: KeySettings) -> None:
    make_keys(settings, Rung.CREDENTIAL_FILE)
    find_keys(settings, lambda: pytest.fail("asked"))


@pytest.mark.usefixtures("cheap_seal")
def test_higher_rungs_come_first(monkeypatch: pytest.MonkeyPatch, settings: KeySettings) -> None:
    use(monkeypatch, Vault())
    for rung in (Rung.SEALED_FILE, Rung.CREDENTIAL_FILE, Rung.KEYRING):
        make_keys(settings, rung, lambda: "right")
        assert find_keys(settings, lambda: "right").rung is rung


@pytest.mark.usefixtures("cheap_seal")
@pytest.mark.parametrize("rung", [Rung.KEYRING, Rung.CREDENTIAL_FILE, Rung.SEALED_FILE])
def test_a_key_is_never_overwritten(
    monkeypatch: pytest.MonkeyPatch, settings: KeySettings, rung: Rung
) -> None:
    use(monkeypatch, Vault())
    made = make_keys(settings, rung, lambda: "right")
    with pytest.raises(StorageTrouble, match="exists"):
        make_keys(settings, rung, lambda: "right")
    assert secret_of(find_keys(settings, lambda: "right")) == secret_of(made)


@pytest.mark.parametrize("rung", [Rung.CREDENTIAL_FILE, Rung.SEALED_FILE, Rung.MEMORY])
def test_a_rung_without_a_place_keeps_no_key(rung: Rung) -> None:
    with pytest.raises(StorageTrouble, match="no_key"):
        make_keys(KeySettings(), rung)


def test_no_rung_at_all() -> None:
    with pytest.raises(StorageTrouble) as trouble:
        find_keys(KeySettings())
    assert (trouble.value.code, trouble.value.params) == ("no_key", {})


def test_keys_differ_from_each_other_and_do_not_show() -> None:
    keys = memory_keys(b"seed")
    assert len({keys.database, keys.audit, b"seed"}) == 3
    assert secret_of(memory_keys(b"seed")) == secret_of(keys)
    assert secret_of(memory_keys()) != secret_of(memory_keys())
    assert repr(keys) == "Keys(rung=<Rung.MEMORY: 'memory'>)"


def test_the_real_seal_costs_what_it_should(settings: KeySettings) -> None:
    assert (ladder._ARGON_PASSES, ladder._ARGON_KIB, ladder._ARGON_LANES) == (3, 65_536, 4)
    made = make_keys(settings, Rung.SEALED_FILE, lambda: "right")
    assert secret_of(find_keys(settings, lambda: "right")) == secret_of(made)
