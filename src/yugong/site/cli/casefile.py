"""casefile: a matter as one signed file, and its verification anywhere, without a database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from yugong.kernel import bundle
from yugong.kernel.errors import Refused
from yugong.site.cli import start

PURPOSE = "依法移送或存档"


def add(words: argparse._SubParsersAction) -> None:
    """The commands about portable case files."""
    casefile = words.add_parser("casefile", help="案卷：导出带签名的案卷包，在任何地方离线核验")
    deeds = casefile.add_subparsers(dest="what", metavar="做什么", required=True)
    out = deeds.add_parser("export", help="导出一件办件的案卷包（JSON、PDF、证据链、材料），导出会留痕")
    out.add_argument("number", nargs="?", default="", help="办件编号")
    out.add_argument("--any", action="store_true", help="任选一件经过最多的办件，用来试用")
    out.add_argument("--to", type=Path, required=True, metavar="FILE", help="写到哪个文件")
    out.add_argument("--purpose", default=PURPOSE, help=f"用途，本人会看到（默认：{PURPOSE}）")
    out.add_argument("--json", action="store_true", help="以 JSON 打印结果")
    out.set_defaults(run=run_export)
    check = deeds.add_parser("verify", help="核验案卷包：改动任何一个字节都会被发现；不用数据库，不用联网")
    check.add_argument("file", type=Path, help="案卷包文件")
    check.add_argument("--key", default="", help="应当是哪把密钥签的：指纹、公钥，或写有它们的文件")
    check.add_argument("--json", action="store_true", help="以 JSON 打印结果")
    check.set_defaults(run=run_verify)
    key = deeds.add_parser("key", help="打印本平台签名密钥的公钥和指纹，供对方核对")
    key.set_defaults(run=run_key)


def run_export(given: argparse.Namespace) -> int:
    """`yugong casefile export NUMBER|--any --to FILE`: writes the bundle and records the export."""
    start.django()
    start.schema()
    from django.utils import timezone

    from yugong.engines.matters import queries
    from yugong.engines.matters.actions import casefile
    from yugong.engines.matters.queries.casefile import most_told
    from yugong.kernel.actor import SYSTEM

    if bool(given.number) == given.any:
        raise Refused("请写明办件编号，或者用 --any 任选一件")
    matter = most_told() if given.any else queries.by_number(given.number)
    if matter is None:
        what = "还没有办件，请先装入数据" if given.any else f"没有编号为 {given.number} 的办件"
        raise Refused(what)
    made = casefile.export(matter=matter, purpose=given.purpose, by=SYSTEM, at=timezone.now())
    given.to.write_bytes(made)
    said = {"file": str(given.to), "bytes": len(made), **spoken(bundle.verify(made))}
    _print(said, f"已导出案卷 {matter.number}：{given.to}（{len(made)} 字节）", given.json)
    return 0


def spoken(found: bundle.Bundle) -> dict[str, Any]:
    """What a bundle says of itself, for people and programs."""
    return {**found.about, "parts": list(found.parts), "fingerprint": found.fingerprint}


def run_verify(given: argparse.Namespace) -> int:
    """`yugong casefile verify FILE [--key …]`: exit code 1 and the part's name when anything was changed."""
    try:
        found = bundle.verify(_read(given.file), trusted=_trusted(given.key))
    except Refused as refused:
        if given.json:
            print(json.dumps({"ok": False, "reason": refused.reason}, ensure_ascii=False))
        print(refused.reason, file=sys.stderr)
        return 1
    matches = "，与指定的密钥一致" if given.key else "，请向出具单位核对"
    words = f"案卷 {found.about.get('number', '')} 完整，没有改动（{len(found.parts)} 份）"
    _print({"ok": True, **spoken(found)}, f"{words}\n密钥指纹：{found.fingerprint}{matches}", given.json)
    return 0


def run_key(given: argparse.Namespace) -> int:
    """`yugong casefile key`: the public key and its fingerprint."""
    from yugong.site import settings

    key = bundle.public(settings.YUGONG_KEYRING.current("sign")[1])
    print(f"公钥：{key.hex()}\n指纹：{bundle.fingerprint(key)}")
    return 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Refused(f"读不到文件 {path}") from None


def _trusted(key: str) -> str:
    """The key or fingerprint that is meant: as given, or as a file says (the last word of its last line)."""
    path = Path(key)
    if key and len(key) < 200 and path.is_file():
        return path.read_text(encoding="utf-8").replace("：", " ").split()[-1]
    return key


def _print(said: dict[str, Any], words: str, as_json: bool) -> None:
    print(json.dumps(said, ensure_ascii=False) if as_json else words)
