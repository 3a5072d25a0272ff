"""lot: a published draw done again, anywhere, without a database."""

import argparse
import json
import sys
from pathlib import Path

from yugong.kernel.errors import Refused
from yugong.kernel.lot import Record


def add(words: argparse._SubParsersAction) -> None:
    """The command about draws by lot."""
    lot = words.add_parser("lot", help="抽签：按公布的记录重抽一遍，核对名次；不用数据库，不用联网")
    lot.add_argument("what", choices=["verify"], help="verify 核对")
    lot.add_argument("file", type=Path, help="抽签记录（JSON，抽签页可以下载）")
    lot.add_argument("--json", action="store_true", help="以 JSON 打印结果")
    lot.set_defaults(run=run_lot)


def run_lot(given: argparse.Namespace) -> int:
    """`yugong lot verify FILE`: exit code 1 when anything does not agree, 2 when it cannot be read."""
    try:
        record = Record.from_dict(json.loads(given.file.read_text(encoding="utf-8")))
        faults = record.faults()
    except Refused as refused:
        return unread(refused.reason, given.json)
    except OSError:
        return unread(f"读不到文件 {given.file}", given.json)
    except ValueError:
        return unread("文件不是 JSON，请用抽签页下载的记录。", given.json)
    said = {
        "ok": not faults, "about": record.about, "entries": len(record.slips), "places": record.places,
        "chosen": list(record.chosen), "faults": list(faults),
    }  # fmt: skip
    if given.json:
        print(json.dumps(said, ensure_ascii=False))
    elif faults:
        print("\n".join(faults))
    else:
        print(f"{record.about}：{len(record.slips)} 人报名，{record.places} 个名额，重抽一遍，次序完全一致")
    return 1 if faults else 0


def unread(why: str, as_json: bool) -> int:
    """Say why a published record cannot be read; the exit code of that."""
    if as_json:
        print(json.dumps({"ok": False, "faults": [why]}, ensure_ascii=False))
    print(why, file=sys.stderr)
    return 2
