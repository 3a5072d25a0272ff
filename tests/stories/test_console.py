"""The console: its help, its sums, a roster in, and the proof that nobody touched the log."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.stories.conftest import Platform, database
from yugong.site.cli import parser

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
UNION = "couriers_gbk.csv 工会"
COMMANDS = sorted(next(iter(parser()._subparsers._group_actions)).choices)  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A console on an empty database, without a server."""
    var = tmp_path_factory.mktemp("console")
    with database("console") as environ:
        yield Platform("", environ | {"YUGONG_VAR": str(var)}, var / "server.log")


def printed(done: Any) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_help_names_every_command(blank: Platform) -> None:
    done = blank.yugong("--help")
    assert done.returncode == 0
    named = re.findall(r"^ {4}(\w+) ", done.stdout, re.MULTILINE)
    assert sorted(set(named) & set(COMMANDS)) == COMMANDS
    assert {"run", "serve", "worker", "world", "roster", "calc", "audit", "check"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    assert f"yugong {command}" in capsys.readouterr().out


def test_a_deadline(blank: Platform) -> None:
    done = blank.yugong("calc", "deadline", "start=2026-09-30", "days=5", "unit=workday")
    assert printed(done) == {
        "due": "2026-10-13",
        "provisional": False,
        "counted": ["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12", "2026-10-13"],
    }


def test_an_id_and_a_credit_code(blank: Platform) -> None:
    good = printed(blank.yugong("calc", "id", "number=１１０１０５ 19491231 002x"))
    assert (good["valid"], good["normalised"]) == (True, "11010519491231002X")
    bad = printed(blank.yugong("calc", "id", "number=110105194912310021"))
    assert (bad["valid"], bad["code"]) == (False, "id_checksum")
    assert bad["why"].endswith("。")
    code = printed(blank.yugong("calc", "uscc", "code=91350100m000100y43"))
    assert (code["valid"], code["normalised"]) == (True, "91350100M000100Y43")


def test_an_unknown_sum_is_refused_in_a_sentence(blank: Platform) -> None:
    done = blank.yugong("calc", "nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert "deadline" in done.stderr


@pytest.mark.parametrize("file", ["couriers_gbk.csv", "delong_tea.xlsx"])
def test_a_roster_gives_what_was_expected(blank: Platform, file: str) -> None:
    """Every count and every row; a second time nobody joins again."""
    expected = json.loads((ROSTERS / file).with_suffix(".expected.json").read_text())
    words = ("roster", "import", str(ROSTERS / file), "--union", f"{file} 工会", "--create", "--json")
    assert printed(blank.yugong(*words)) == expected
    members = blank.worth("SELECT count(*) FROM people_membership")
    printed(blank.yugong(*words))
    assert blank.worth("SELECT count(*) FROM people_membership") == members


def test_an_unknown_union_is_refused(blank: Platform) -> None:
    done = blank.yugong("roster", "import", str(ROSTERS / "couriers_gbk.csv"), "--union", "没有的工会")
    assert done.returncode == 1
    assert "没有的工会" in done.stderr


@pytest.fixture(scope="module")
def log(blank: Platform) -> Platform:
    """A log with something in it, found whole."""
    blank.yugong("roster", "import", str(ROSTERS / "couriers_gbk.csv"), "--union", UNION, "--create")
    whole = blank.yugong("audit", "verify")
    assert (whole.returncode, "完整无改动" in whole.stdout) == (0, True)
    return blank


def write(blank: Platform, statement: str) -> None:
    """What someone with the database's own password could do."""
    with psycopg.connect(blank.environ["DATABASE_URL"]) as connection:
        connection.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        connection.execute(statement)
        connection.execute("ALTER TABLE audit_event ENABLE TRIGGER ALL")


TAMPERED = {
    "a byte of the facts": "SET data = jsonb_set(data, '{x}', '1')",
    "a letter of the actor": "SET actor = overlay(actor placing 'z' from 1 for 1)",
    "a microsecond": "SET at = at + interval '1 microsecond'",
    "a byte of the digest": "SET digest = set_byte(digest, 0, get_byte(digest, 0) # 1)",
}


@contextmanager
def put_back(log: Platform, chosen: str) -> Iterator[None]:
    """Whatever is done to the chosen event, it stands as before afterwards."""
    write(log, f"CREATE TABLE kept AS SELECT * FROM audit_event WHERE id = ({chosen})")
    yield
    write(log, "DELETE FROM audit_event WHERE id IN (SELECT id FROM kept)")
    write(log, "INSERT INTO audit_event SELECT * FROM kept")
    write(log, "DROP TABLE kept")


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_one_changed_byte_is_found(log: Platform, change: str) -> None:
    """One row is changed behind the platform's back; the log no longer verifies, and says where."""
    chosen = "SELECT max(id) - 1 FROM audit_event"
    chain, seq = log.rows(f"SELECT chain, seq FROM audit_event WHERE id = ({chosen})")[0]
    with put_back(log, chosen):
        write(log, f"UPDATE audit_event {change} WHERE id = ({chosen})")
        found = log.yugong("audit", "verify")
    assert found.returncode == 1
    assert f"第 {chain} 链第 {seq} 条" in found.stdout


def test_a_removed_event_is_found(log: Platform) -> None:
    """Even the newest one; and once it is back, the log is whole again."""
    chosen = "SELECT max(id) FROM audit_event"
    with put_back(log, chosen):
        write(log, f"DELETE FROM audit_event WHERE id = ({chosen})")
        found = log.yugong("audit", "verify")
    assert found.returncode == 1
    assert log.yugong("audit", "verify").returncode == 0
