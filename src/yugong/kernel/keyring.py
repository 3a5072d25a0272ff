"""The keys of the platform: read from one JSON file, named by a small id, with one active key per purpose."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from yugong.kernel.errors import Broken

PURPOSES = {"field": 16, "index": 32, "audit": 32, "token": 32}


@dataclass(frozen=True)
class Keyring:
    """purpose → key id (1–255) → key bytes; `active` names the one that seals new values."""

    keys: dict[str, dict[int, bytes]]
    active: dict[str, int]

    def current(self, purpose: str) -> tuple[int, bytes]:
        """The active key of a purpose, with its id."""
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
    if missing := set(PURPOSES) - set(keys):
        raise Broken(f"keyring: the key file lacks {', '.join(sorted(missing))}")
    for purpose, size in PURPOSES.items():
        if any(len(key) != size for key in keys[purpose].values()):
            raise Broken(f"keyring: a {purpose} key must have {size} bytes")
    return Keyring(keys, {p: int(raw[p]["active"]) for p in PURPOSES})


def create(path: Path) -> None:
    """Write a new key file readable by its owner only; an existing file is never touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {
        purpose: {"active": 1, "keys": {"1": base64.b64encode(secrets.token_bytes(size)).decode()}}
        for purpose, size in PURPOSES.items()
    }
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as out:
        json.dump(body, out, indent=1)
