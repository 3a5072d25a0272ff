"""A signed bundle of parts that anybody can verify without us: hashes in a chain, Ed25519, one container."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from yugong.kernel import container
from yugong.kernel.errors import Refused

FORMAT = "yugong-casefile/1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
ORIGIN = "0" * 64
CHANGED = "案卷包被改动过："


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every byte has been checked."""

    about: dict[str, Any]
    parts: dict[str, bytes]
    fingerprint: str


def canonical(value: Any) -> bytes:
    """JSON in its one form: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def link(before: str, body: bytes) -> str:
    """The next link of a chain: SHA-256 over the link before and this body."""
    return hashlib.sha256(bytes.fromhex(before) + body).hexdigest()


def chained(entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The entries, each with the link that binds it to all before it."""
    found, last = [], ORIGIN
    for entry in entries:
        last = link(last, canonical(entry))
        found.append({**entry, "link": last})
    return found


def unbroken(entries: Iterable[Mapping[str, Any]]) -> bool:
    """Whether every link follows from the entries."""
    given = list(entries)
    plain = ({name: value for name, value in entry.items() if name != "link"} for entry in given)
    return chained(plain) == given


def public(key: bytes) -> bytes:
    """The public half of a signing key of 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def fingerprint(key: bytes) -> str:
    """The SHA-256 of a public key: what two people compare by telephone."""
    return hashlib.sha256(key).hexdigest()


def sign(parts: Mapping[str, bytes], *, about: Mapping[str, Any], key: bytes) -> bytes:
    """The parts as one file: a manifest first, its signature, then the parts in their order."""
    manifest = canonical(
        {
            "format": FORMAT,
            "about": about,
            "public_key": public(key).hex(),
            "parts": chained(
                {"name": name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
                for name, body in parts.items()
            ),
        }
    )
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(manifest)
    return container.pack({MANIFEST: manifest, SIGNATURE: signature, **parts})


def verify(raw: bytes, *, trusted: str = "") -> Bundle:
    """The bundle, when nothing was changed, added, renamed or removed; Refused names the part otherwise.

    `trusted` is the fingerprint or the hex of the public key that must have signed it; without it the
    caller shows the bundle's own fingerprint for comparison.
    """
    members = container.unpack(raw)
    if MANIFEST not in members or SIGNATURE not in members:
        _changed(f"找不到“{MANIFEST if MANIFEST not in members else SIGNATURE}”，或者文件不是案卷包")
    manifest = _signed(members[MANIFEST], members[SIGNATURE])
    key = bytes.fromhex(manifest["public_key"])
    listed = {part["name"]: part for part in manifest["parts"]}
    parts = {name: body for name, body in members.items() if name not in (MANIFEST, SIGNATURE)}
    if missing := [name for name in listed if name not in parts]:
        _changed(f"缺少“{missing[0]}”，它被拿走或者改了名")
    for name, body in parts.items():
        if name not in listed:
            _changed(f"“{name[:40]}”不在签名清单里，是后来加进去的")
        if hashlib.sha256(body).hexdigest() != listed[name]["sha256"]:
            _changed(f"“{name}”的内容和签名时不一样")
    if where := container.torn(raw, {name: members[name] for name in (MANIFEST, SIGNATURE, *listed)}):
        _changed(f"{where}和签名时不一样")
    if trusted and trusted.lower().replace(":", "").strip() not in (key.hex(), fingerprint(key)):
        raise Refused("案卷包不是用您指定的密钥签名的：请向出具案卷的工会核对密钥指纹", code="other_key")
    return Bundle(manifest["about"], parts, fingerprint(key))


def _signed(manifest: bytes, signature: bytes) -> dict[str, Any]:
    """What the manifest says, when its signature and its chain are right."""
    try:
        said: dict[str, Any] = json.loads(manifest)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["public_key"]))
    except (ValueError, KeyError, TypeError):
        _changed(f"“{MANIFEST}”（签名清单）已经读不出来")
    try:
        key.verify(signature, manifest)
    except InvalidSignature:
        _changed(f"“{MANIFEST}”（签名清单）或“{SIGNATURE}”（签名）和签名时不一样")
    if said.get("format") != FORMAT or not unbroken(said["parts"]):
        _changed(f"“{MANIFEST}”（签名清单）的格式不对")
    return said


def _changed(what: str) -> NoReturn:
    raise Refused(CHANGED + what + "。请勿使用，并向出具案卷的工会索取原件", code="changed")
