"""ballot: a published vote counted again, anywhere, without a database."""

import argparse
import json
from pathlib import Path

from yugong.kernel import ballots
from yugong.kernel.ballots import Published
from yugong.kernel.errors import Refused
from yugong.site.cli.lot import unread


def add(words: argparse._SubParsersAction) -> None:
    """The command about votes."""
    one = words.add_parser(
        "ballot", help="投票：按公布的清单重新计票，核对封存链和自己的选票；不用数据库，不用联网"
    )
    one.add_argument("what", choices=["verify"], help="verify 核对")
    one.add_argument("file", type=Path, help="选票清单（JSON，结果页可以下载）")
    one.add_argument("--receipt", default="", help="自己的回执码：查自己的选票")
    one.add_argument("--seal", default="", help="投票期间记下的封存值，前几位也行")
    one.add_argument("--json", action="store_true", help="以 JSON 打印结果")
    one.set_defaults(run=run_ballot)


def run_ballot(given: argparse.Namespace) -> int:
    """`yugong ballot verify FILE`: exit code 1 when anything does not agree, 2 when it cannot be read."""
    try:
        record = Published.from_dict(json.loads(given.file.read_text(encoding="utf-8")))
        code = ballots.read(given.receipt) if given.receipt else ""
    except Refused as refused:
        return unread(refused.reason, given.json)
    except OSError:
        return unread(f"读不到文件 {given.file}", given.json)
    except ValueError:
        return unread("文件不是 JSON，请用结果页下载的清单。", given.json)
    faults, own = list(record.faults(noted=given.seal)), record.find(code) if code else None
    if code and own is None:
        faults.append(f"清单里没有回执码 {code}。")
    picked = [record.entries[n - 1] for n in own.choices if n <= len(record.entries)] if own else []
    said = {
        "ok": not faults, "title": record.title, "ballots": len(record.papers), "seals": len(record.seals),
        "votes": {name: record.count.votes[n] for n, name in enumerate(record.entries, start=1)},
        "won": [record.entries[n - 1] for n in record.won], "own": picked, "faults": faults,
    }  # fmt: skip
    if given.json:
        print(json.dumps(said, ensure_ascii=False))
    elif faults:
        print("\n".join(faults))
    else:
        print(
            f"{record.title}：{len(record.papers)} 张选票，{len(record.seals)} 次封存，重新计票，结果完全一致"
        )
        if own:
            print(f"你的选票在第 {own.seal} 次封存里，选的是：{'、'.join(picked)}")
    return 1 if faults else 0
