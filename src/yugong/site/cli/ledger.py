"""ledger: proving the books."""

import argparse

from yugong.site.cli import start


def add(words: argparse._SubParsersAction) -> None:
    """The commands of the books."""
    ledger = words.add_parser("ledger", help="账目：从分录重算每个余额，核对凭证链")
    ledger.add_argument("what", choices=["verify"], help="verify 校验")
    ledger.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """`yugong ledger verify`: exit code 1 when a fen, a word or an entry is not what was written."""
    start.django()
    start.schema()
    from django.db import connection, transaction

    from yugong.engines.ledger import queries

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # one moment, while others write
        faults = list(queries.verify())
    for fault in faults:
        print(f"{fault.place}：{fault.why}")
    print(f"账目{f'发现 {len(faults)} 处不符' if faults else '全部相符，凭证链完整'}")
    return 1 if faults else 0
