"""The shelf: files on disk under the path of their own SHA-256, outside every static folder."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import default_storage

from yugong.kernel.errors import Broken

CHUNK = 256 * 1024


def root() -> Path:
    """The folder of all stored files (`var/files`, the location of the default storage)."""
    return Path(default_storage.location)  # type: ignore[attr-defined]


def path_of(sha256: str) -> Path:
    """Where a content lies: `ab/cd/abcd…`; anything but 64 hex digits is Broken."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise Broken("files: a content is named by 64 hex digits")
    return root() / sha256[:2] / sha256[2:4] / sha256


def name_of(data: bytes) -> str:
    """The SHA-256 by which a content is named."""
    return hashlib.sha256(data).hexdigest()


def put(data: bytes) -> str:
    """Store a content and return its SHA-256; written aside, synced and renamed, so never half a file."""
    sha256 = name_of(data)
    target = path_of(sha256)
    if target.exists() and target.stat().st_size == len(data):
        os.utime(target)
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return sha256


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(sha256: str, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """The content in chunks, from `start`, at most `length` bytes."""
    left = path_of(sha256).stat().st_size - start if length is None else length
    with path_of(sha256).open("rb") as source:
        source.seek(start)
        while left > 0 and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def whole(sha256: str) -> bool:
    """Whether the content is there and still hashes to its name."""
    if not path_of(sha256).exists():
        return False
    digest = hashlib.sha256()
    for chunk in read(sha256):
        digest.update(chunk)
    return digest.hexdigest() == sha256


def drop(sha256: str) -> None:
    """Remove a content: overwritten once, then unlinked; a missing one is no error."""
    path = path_of(sha256)
    if not path.exists():
        return
    with path.open("r+b") as out:
        out.write(b"\0" * path.stat().st_size)
        out.flush()
        os.fsync(out.fileno())
    path.unlink()


def shelved(*, older_than: float) -> Iterator[str]:
    """Every stored content last touched before `older_than` (a POSIX time), for the sweeper."""
    for path in root().glob("??/??/*"):
        if path.stat().st_mtime < older_than:
            yield path.name
