"""The keys of the platform: read from one JSON file, named by a small id, with one active key per purpose."""

import base64
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yugong.kernel.errors import Broken

PURPOSES = {"field": 16, "index": 32, "audit": 32, "token": 32, "sign": 32}
LATER = frozenset(("sign",))  # purposes that older key files lack; `create` adds them
FRESH = 1.0  # seconds for which a process trusts what it has read of the key file
LAST_ID = 255


@dataclass(frozen=True)
class Keyring:
    """purpose → key id (1–255) → key bytes; `active` names the one that seals new values."""

    keys: dict[str, dict[int, bytes]]
    active: dict[str, int]

    def current(self, purpose: str) -> tuple[int, bytes]:
        """The active key of a purpose, with its id."""
        if purpose not in self.active:
            raise Broken(f"keyring: the key file has no {purpose} key; `yugong keys create FILE` adds it")
        key_id = self.active[purpose]
        return key_id, self.keys[purpose][key_id]

    def get(self, purpose: str, key_id: int) -> bytes:
        """A key by its id; an unknown id is Broken, because the value can no longer be read."""
        try:
            return self.keys[purpose][key_id]
        except KeyError:
            known = ", ".join(map(str, self.keys.get(purpose, {})))
            raise Broken(f"keyring: no {purpose} key {key_id}; known: {known}") from None


def load(path: Path) -> Keyring:
    """Read the key file; a missing file or purpose is Broken with its name."""
    try:
        raw = json.loads(path.read_text())
    except FileNotFoundError:
        raise Broken(f"keyring: no key file at {path.name}; `yugong keys create` makes one") from None
    keys = {p: {int(k): base64.b64decode(v) for k, v in raw[p]["keys"].items()} for p in PURPOSES if p in raw}
    if missing := set(PURPOSES) - LATER - set(keys):
        raise Broken(f"keyring: the key file lacks {', '.join(sorted(missing))}")
    for purpose, held in keys.items():
        if any(len(key) != PURPOSES[purpose] for key in held.values()):
            raise Broken(f"keyring: a {purpose} key must have {PURPOSES[purpose]} bytes")
    return Keyring(keys, {p: int(raw[p]["active"]) for p in keys})


class KeyFile:
    """The keyring as its file says now: a running process sees a new or active key within FRESH seconds.

    A key id that is not known is looked for in the file at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ring, self._stamp, self._until = load(path), _stamp(path), time.monotonic() + FRESH

    @property
    def ring(self) -> Keyring:
        """What the file says, read again when it has changed."""
        if time.monotonic() >= self._until:
            self.refresh()
        return self._ring

    def refresh(self) -> None:
        """Look at the file now."""
        if (stamp := _stamp(self.path)) != self._stamp:
            self._ring, self._stamp = load(self.path), stamp
        self._until = time.monotonic() + FRESH

    @property
    def keys(self) -> Mapping[str, Mapping[int, bytes]]:
        """purpose → key id → key, every one that is known."""
        return self.ring.keys

    @property
    def active(self) -> Mapping[str, int]:
        """purpose → the key id that seals new values."""
        return self.ring.active

    def current(self, purpose: str) -> tuple[int, bytes]:
        """The active key of a purpose, with its id."""
        return self.ring.current(purpose)

    def get(self, purpose: str, key_id: int) -> bytes:
        """A key by its id; Broken when the file does not have it either."""
        if key_id not in self.ring.keys[purpose]:
            self.refresh()
        return self._ring.get(purpose, key_id)


def _stamp(path: Path) -> tuple[int, int, int]:
    """Changes whenever the file is replaced."""
    found = path.stat()
    return found.st_mtime_ns, found.st_ino, found.st_size


def create(path: Path) -> None:
    """Write a new key file readable by its owner only; an existing one keeps its keys, gets what it lacks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {purpose: _first(size) for purpose, size in PURPOSES.items()}
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        _complete(path)
        return
    with os.fdopen(handle, "w") as out:
        json.dump(body, out, indent=1)


def _first(size: int) -> dict[str, Any]:
    return {"active": 1, "keys": {"1": base64.b64encode(secrets.token_bytes(size)).decode()}}


def _complete(path: Path) -> None:
    """Add a first key of each purpose that came later than the file."""
    try:
        lacking = LATER - set(json.loads(path.read_text()))
    except ValueError:
        return  # another process is writing it this moment
    if lacking:
        with _changing(path) as body:
            for purpose in sorted(lacking - set(body)):
                body[purpose] = _first(PURPOSES[purpose])


@contextmanager
def _changing(path: Path) -> Iterator[dict[str, Any]]:
    """The file's content to change, written whole or not at all, by one process at a time."""
    with open(path.with_name(path.name + ".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        body = json.loads(path.read_text())
        yield body
        fresh = path.with_name(path.name + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump(body, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, path)


def add(path: Path, purpose: str) -> int:
    """A new key with the next id, known but not active yet; returns its id."""
    with _changing(path) as body:
        held = body[purpose]["keys"]
        key_id = max(map(int, held)) + 1
        if key_id > LAST_ID:
            raise Broken(f"keyring: no {purpose} key ids are left above {LAST_ID}")
        held[str(key_id)] = base64.b64encode(secrets.token_bytes(PURPOSES[purpose])).decode()
    return key_id


def activate(path: Path, purpose: str, key_id: int) -> None:
    """Let a known key seal what is new from now on."""
    with _changing(path) as body:
        if str(key_id) not in body[purpose]["keys"]:
            raise Broken(f"keyring: no {purpose} key {key_id} to activate")
        body[purpose]["active"] = key_id


def drop(path: Path, purpose: str, key_id: int) -> None:
    """Remove a key that is not active; whoever asks answers for it that no value needs it."""
    with _changing(path) as body:
        if int(body[purpose]["active"]) == key_id:
            raise Broken(f"keyring: {purpose} key {key_id} is active")
        body[purpose]["keys"].pop(str(key_id), None)
