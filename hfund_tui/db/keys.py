"""The master key: where it is kept, and what is derived from it.

The ladder, best rung first: the operating system's keyring; a credential file that only this user can read
(as systemd and container platforms hand them out); a file sealed by a passphrase. There is no rung below:
without a key the program says so and stops. The master key itself encrypts nothing; the keys of the database
and of the audit chain are derived from it.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hfund_tui.db import files
from hfund_tui.db.errors import StorageTrouble

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from keyring.backend import KeyringBackend

MASTER_BYTES = 32

_SEAL_MAGIC = b"HFUNDKEY\x01"  # the last byte is the version of format and parameters
_SALT_BYTES, _NONCE_BYTES = 16, 12
_HEADER_BYTES = len(_SEAL_MAGIC) + _SALT_BYTES + _NONCE_BYTES
_ARGON_PASSES, _ARGON_KIB, _ARGON_LANES = 3, 64 * 1024, 4

# The first two keep nothing; the "keyrings" distributions keep plain text or ask on the terminal.
_UNFIT_BACKENDS = ("keyring.backends.fail", "keyring.backends.null", "keyrings.")

T = TypeVar("T")


class Rung(StrEnum):
    """Where the master key was found."""

    KEYRING = "keyring"
    CREDENTIAL_FILE = "credential_file"
    SEALED_FILE = "sealed_file"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Keys:
    """The derived keys, 32 bytes each."""

    database: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    rung: Rung


@dataclass(frozen=True, slots=True)
class KeySettings:
    """Where to look. A rung whose place is not set is not tried."""

    service: str = "hfund"
    user: str = "database"
    credential_file: Path | None = None
    sealed_file: Path | None = None


Passphrase = Callable[[], str]


def find_keys(settings: KeySettings, passphrase: Passphrase | None = None) -> Keys:
    """The keys from the first rung that has them.

    *passphrase* is asked only for a sealed file. Raises `StorageTrouble`: no_key if no rung has a key (a
    sealed file that waits for its passphrase is named in ``params["sealed_file"]``), key_file_open if a key
    file can be read by others, wrong_key if a place holds no key, wrong_passphrase if it does not open the
    sealed file.
    """
    if (master := _from_keyring(settings)) is not None:
        return derived(master, Rung.KEYRING)
    if (stored := _from_file(settings.credential_file)) is not None:
        return derived(_decoded(stored, str(settings.credential_file)), Rung.CREDENTIAL_FILE)
    if (sealed := _from_file(settings.sealed_file)) is not None:
        if passphrase is None:
            raise StorageTrouble("no_key", sealed_file=str(settings.sealed_file))
        return derived(_unsealed(sealed, passphrase(), str(settings.sealed_file)), Rung.SEALED_FILE)
    raise StorageTrouble("no_key")


def make_keys(settings: KeySettings, rung: Rung, passphrase: Passphrase | None = None) -> Keys:
    """Make a new master key and keep it on *rung*.

    Raises `StorageTrouble`: exists if that rung already has one (a database may depend on it), no_key if the
    rung cannot keep one here.
    """
    master = secrets.token_bytes(MASTER_BYTES)
    if rung is Rung.KEYRING:
        _to_keyring(settings, master)
    elif rung is Rung.CREDENTIAL_FILE and settings.credential_file is not None:
        _to_file(settings.credential_file, master.hex().encode() + b"\n")
    elif rung is Rung.SEALED_FILE and settings.sealed_file is not None and passphrase is not None:
        _to_file(settings.sealed_file, _sealed(master, passphrase()))
    else:
        raise StorageTrouble("no_key", rung=rung.value)
    return derived(master, rung)


def memory_keys(seed: bytes = b"") -> Keys:
    """Keys that are kept nowhere, the same for the same *seed*: for tests and demonstrations."""
    return derived(seed or secrets.token_bytes(MASTER_BYTES), Rung.MEMORY)


def derived(master: bytes, rung: Rung) -> Keys:
    """The keys that follow from *master*."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    def derive(purpose: bytes) -> bytes:
        return HKDF(SHA256(), MASTER_BYTES, salt=None, info=b"hfund-tui/1/" + purpose).derive(master)

    return Keys(derive(b"database"), derive(b"audit"), rung)


# Keyring


def _from_keyring(settings: KeySettings) -> bytes | None:
    stored = _ask_keyring(lambda backend: backend.get_password(settings.service, settings.user))
    return None if stored is None else _decoded(stored.encode(), Rung.KEYRING.value)


def _to_keyring(settings: KeySettings, master: bytes) -> None:
    def read(backend: "KeyringBackend") -> str | None:
        return backend.get_password(settings.service, settings.user)

    if _ask_keyring(read) is not None:
        raise StorageTrouble("exists", rung=Rung.KEYRING.value)
    _ask_keyring(lambda backend: backend.set_password(settings.service, settings.user, master.hex()))
    if _ask_keyring(read) != master.hex():  # some backends accept a secret and lose it
        raise StorageTrouble("no_key", rung=Rung.KEYRING.value)


def _ask_keyring(question: Callable[["KeyringBackend"], T]) -> T | None:
    """The keyring's answer; None if there is no keyring, it is locked, or it keeps secrets in plain text."""
    # Importing keyring looks through all installed distributions: slow, and not needed for the other rungs.
    import keyring

    try:
        backend = keyring.get_keyring()
        for candidate in getattr(backend, "backends", [backend]):
            if not type(candidate).__module__.startswith(_UNFIT_BACKENDS):
                return question(candidate)
    except Exception:  # noqa: BLE001  # backends are foreign code and raise what their libraries raise
        return None
    return None


# Files


def _from_file(path: Path | None) -> bytes | None:
    return None if path is None else files.read_private_file(path)


def _to_file(path: Path, contents: bytes) -> None:
    files.private_folder(path.parent)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(files.new_private_file(unfinished), "wb") as file:
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())
    try:
        files.publish(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _decoded(stored: bytes, place: str) -> bytes:
    try:
        master = bytes.fromhex(stored.decode("ascii").strip())
    except ValueError:
        master = b""
    if len(master) != MASTER_BYTES:
        raise StorageTrouble("wrong_key", place=place)
    return master


def _sealed(master: bytes, passphrase: str) -> bytes:
    header = _SEAL_MAGIC + secrets.token_bytes(_SALT_BYTES) + secrets.token_bytes(_NONCE_BYTES)
    return header + _cipher(header, passphrase).encrypt(_nonce(header), master, header)


def _unsealed(sealed: bytes, passphrase: str, place: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    header, body = sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES:]
    if not header.startswith(_SEAL_MAGIC) or len(body) < MASTER_BYTES:
        raise StorageTrouble("wrong_key", place=place)
    try:
        return _cipher(header, passphrase).decrypt(_nonce(header), body, header)
    except InvalidTag:
        raise StorageTrouble("wrong_passphrase", place=place) from None


def _nonce(header: bytes) -> bytes:
    return header[-_NONCE_BYTES:]


def _cipher(header: bytes, passphrase: str) -> "AESGCM":
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = header[len(_SEAL_MAGIC) : -_NONCE_BYTES]
    key = hash_secret_raw(
        passphrase.encode(),
        salt,
        time_cost=_ARGON_PASSES,
        memory_cost=_ARGON_KIB,
        parallelism=_ARGON_LANES,
        hash_len=MASTER_BYTES,
        type=Type.ID,
    )
    return AESGCM(key)
