"""`yugong`: the console command; each group of commands is one module that adds its own words."""

import argparse
import os
import sys

from yugong.kernel.errors import Broken, Refused
from yugong.site.cli import (
    ballot,
    casefile,
    data,
    keys,
    ledger,
    lot,
    measures,
    proofs,
    report,
    rulings,
    server,
    station,
    world,
)
from yugong.site.cli.words import Words
from yugong.site.embedded import Unavailable


def parser() -> argparse.ArgumentParser:
    """All commands with their help texts."""
    top = Words(prog="yugong", description="渝工：工会数字化服务平台的命令行")
    words = top.add_subparsers(dest="command", metavar="命令", required=True)
    for module in (
        server,
        world,
        data,
        keys,
        casefile,
        proofs,
        ledger,
        measures,
        rulings,
        report,
        lot,
        ballot,
        station,
    ):
        module.add(words)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; a refusal is a sentence on stderr and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
    given = parser().parse_args(argv)
    try:
        return int(given.run(given) or 0)
    except Refused as refused:
        print(refused.reason, file=sys.stderr)
    except (Broken, Unavailable) as trouble:
        print(f"yugong: {trouble}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1
