"""After the journeys, no name, number or phone stands in clear: in tables, logs, addresses or files."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import date
from pathlib import Path
from urllib.parse import unquote_plus

import psycopg
import pytest
from psycopg import sql

from tests.stories.conftest import CHAIR, Crowd, Platform, Somebody
from tests.stories.walking import Newcomer, join, newcomer, reached
from yugong.kernel.identifiers import check_id

pytestmark = pytest.mark.browser
COURIERS = "南川区快递行业联合工会"
SAID = "我叫{name}，电话 {phone}，证件 {number}。"
RESIDENT = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")


def walk(people: Crowd, addresses: list[str]) -> Newcomer:
    """Joins, writes his own data into a message, is searched, revealed, approved and shown on every list."""
    who, phone, desk = newcomer(), people.phone(), people.officer(CHAIR)
    for one in (phone, desk):
        one.context.on("request", lambda request: addresses.append(request.url))
    number = join(phone, who, COURIERS, asked="快递行业")
    phone.page.fill("[name=body]", SAID.format(name=who.name, phone=who.phone, number=who.number))
    phone.page.get_by_role("button", name="发出").click()
    reached(phone.page, f"/m/{number}/")
    approve(desk, number)
    for text in (who.name, who.phone, who.number, who.number[-4:]):
        search(desk, text)
    for path in ("/", "/m/", "/card/", "/me/", "/me/seen/", "/me/consents/", "/messages/"):
        phone.go(path)
    for path in ("/desk/", "/desk/members/", "/desk/rosters/", "/desk/messages/", "/desk/?tab=done"):
        desk.go(path)
    return who


def approve(desk: Somebody, number: str) -> None:
    """Opens the matter, looks at the full numbers for a purpose, and lets him in."""
    page = desk.go(f"/desk/matters/{number}/")
    page.get_by_text("看全号").click()
    page.fill("[name=purpose]", "核对本人身份")
    page.get_by_role("button", name="查看", exact=True).click()
    page.get_by_text("本次查看已经留痕").wait_for()
    desk.go(f"/desk/matters/{number}/")
    page.get_by_role("button", name="同意入会").click()
    reached(page, f"/desk/matters/{number}/")


def search(desk: Somebody, text: str) -> None:
    """By the one search of the desk, and by the member list's own."""
    page = desk.go("/desk/")
    page.fill("#gs", text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/find/")
    page = desk.go("/desk/members/")
    page.fill("main input[name=q]", text)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")


def every_form(values: Iterable[str]) -> list[str]:
    return [form for value in values for form in forms(value)]


def forms(value: str) -> list[str]:
    """How a value could stand in a dump: as it is, as bytes in hex, escaped as JSON does, in base 64."""
    data = value.encode()
    escaped = value.encode("unicode_escape").decode()
    return [value, data.hex(), escaped, base64.b64encode(data).decode().rstrip("=")[:-1]]


def dumped(address: str) -> Iterator[tuple[str, str]]:
    """(table, all of it as text) for every table of the database; bytes are written in hex."""
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    with psycopg.connect(address) as connection:
        for (table,) in connection.execute(tables).fetchall():
            query = sql.SQL("SELECT one::text FROM {} AS one").format(sql.Identifier(table))
            yield table, "\n".join(row[0] for row in connection.execute(query))


def unpacked(session: str) -> str:
    """What a session's text holds: signed, in base 64, and often compressed."""
    body = session.split(":")[0]
    packed, body = body.startswith("."), body.removeprefix(".")
    data = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    return (zlib.decompress(data) if packed else data).decode()


def kept_files(var: Path) -> dict[str, str]:
    """What lies below var but the built assets: uploads and whatever else was written."""
    held = [path for path in var.rglob("*") if path.is_file() and "static" not in path.parts]
    return {f"file {path.name}": path.read_bytes().decode("utf-8", "replace") for path in held}


def test_nothing_stands_in_clear(platform: Platform, people: Crowd) -> None:
    """Tables, sessions, the log, addresses and files, all searched for all that was typed."""
    addresses: list[str] = []
    values = astuple(walk(people, addresses))
    places = dict(dumped(platform.environ["DATABASE_URL"]))
    assert len(places) > 30
    sessions = platform.rows("SELECT session_data FROM django_session")
    places["sessions"] = "\n".join(unpacked(data) for (data,) in sessions)
    places["log"] = platform.log.read_text()
    places["addresses"] = "\n".join([*addresses, *map(unquote_plus, addresses)])
    assert len(addresses) > 40
    places |= kept_files(Path(platform.environ["YUGONG_VAR"]))
    clear = [(where, form) for where, text in places.items() for form in every_form(values) if form in text]
    assert clear == []
    today = date(2026, 11, 21)
    numbers = [(where, found) for where, text in places.items() for found in RESIDENT.findall(text)]
    assert [one for one in numbers if check_id(one[1], today=today).valid] == []
