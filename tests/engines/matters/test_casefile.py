"""A matter as one signed file: what it holds, who may take it out, and that this is on record."""

import json
from urllib.parse import quote

import pytest

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import casefile
from yugong.engines.matters.queries.casefile import most_told
from yugong.ground.audit import queries as audit
from yugong.kernel import bundle
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.site.cli import main

from .test_pages import at_desk
from .town import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(matter, town):
    matters.message(matter=matter, body="什么时候有结果", by=town.me(), at=START)
    return matters.claim(matter=matter, by=town.officers["clerk"], at=START)


def test_it_holds_the_case_its_evidence_and_a_page_to_print(told, town):
    raw = casefile.export(matter=told, purpose="移送法院", by=SYSTEM, at=START)
    found = bundle.verify(raw)
    assert list(found.parts) == ["case.json", "case.pdf", "evidence.json"]
    case = json.loads(found.parts["case.json"])
    assert (case["number"], case["asker"]) == (told.number, "陈大勇")
    assert [step["did"] for step in case["story"]] == ["open", "verdict", "claim"]
    assert case["messages"][0]["body"] == "什么时候有结果"
    assert "13800001234" not in found.parts["case.json"].decode()
    events = json.loads(found.parts["evidence.json"])["events"]
    assert [event["did"] for event in events] == ["matters.open", "matters.message", "matters.claim"]
    assert bundle.unbroken(events)
    assert found.parts["case.pdf"].startswith(b"%PDF")


def test_an_export_is_on_record_and_the_asker_sees_it(told, town):
    casefile.export(matter=told, purpose="移送法院", by=SYSTEM, at=START)
    assert audit.story_of(told, did="matters.export")[0].data["purpose"] == "移送法院"
    seen = audit.story_of(town.worker, did="people.reveal")[0].data
    assert (seen["purpose"], seen["who"], seen["fields"]) == ("移送法院", "平台（命令行）", ["casefile"])


def test_it_wants_a_purpose_and_the_right_post(told, town):
    with pytest.raises(Refused, match="用途"):
        casefile.export(matter=told, purpose=" ", by=SYSTEM, at=START)
    for who in ("clerk", "west"):
        with pytest.raises(Refused):
            casefile.export(matter=told, purpose="看看", by=town.officers[who], at=START)
    assert audit.story_of(told, did="matters.export") == []


def test_the_desk_takes_it_out_from_the_matters_page(told, town, plain_static):
    clerk, head = at_desk(town, "clerk"), at_desk(town, "east")
    page = f"/desk/matters/{quote(told.number)}/"
    assert "导出案卷" not in clerk.get(page).content.decode()
    assert "导出案卷" in head.get(page).content.decode()
    assert head.post(f"{page}casefile/", {"purpose": ""}).status_code == 422
    assert clerk.post(f"{page}casefile/", {"purpose": "移送法院"}).status_code == 422
    given = head.post(f"{page}casefile/", {"purpose": "移送法院"})
    assert bundle.verify(given.content).about["number"] == told.number
    assert quote(told.number) in given["Content-Disposition"]
    assert audit.story_of(told, did="matters.export")[0].data["purpose"] == "移送法院"


def test_the_console_takes_it_out_and_verifies_it_again(told, tmp_path, capsys):
    file = tmp_path / "case.zip"
    assert most_told() == told
    assert main(["casefile", "export", "--any", "--to", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["number"], said["file"]) == (told.number, str(file))
    assert main(["casefile", "verify", str(file), "--key", said["fingerprint"], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    assert main(["casefile", "verify", str(file)]) == 1
    assert "案卷包被改动过" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["export", "--to", "x"], ["export", "没有-1", "--to", "x"], ["verify", "x"]]
)
def test_the_console_says_what_is_missing(db, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["casefile", *words]) == 1
    assert capsys.readouterr().err.strip()
