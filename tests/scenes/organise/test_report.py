"""The review of a year: words around numbers, what is not on record, beside what was printed, as papers."""

import json
from datetime import date

import pytest
from tests.engines.matters.town import LONG_AGO, START, build, enrol
from tests.scenes.organise import desk_town

from yugong.engines.indicators.queries.readings import Reading
from yugong.ground.people import actions as people
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.measure import measures
from yugong.scenes.organise.report import files, sections
from yugong.scenes.organise.report.comparing import Check, Printed, compared, printed
from yugong.scenes.organise.report.composing import compose
from yugong.scenes.organise.report.wording import Clause, numbered, tell, text_of
from yugong.ui import papers

TODAY = START.date()
OF = date(2026, 1, 1)


def reads(**values: int) -> dict[str, Reading]:
    """Readings by key (`__` for the dot), each with one record unless it is nought."""
    made = {name.replace("__", "."): value for name, value in values.items()}
    return {key: Reading(key, value, None, int(value > 0), TODAY) for key, value in made.items()}


def test_a_clause_tells_many_one_and_nothing():
    clauses = (
        Clause("新建工会 {organise.founded} 家", "新建工会", single="只新建了一家工会"),
        Clause("入会 {organise.joined} 人", "入会"),
    )

    def told(founded, joined):
        pieces, missing = tell(clauses, reads(organise__founded=founded, organise__joined=joined), {})
        return text_of(pieces), missing

    assert told(45, 1890) == ("新建工会 45 家，入会 1890 人。", [])
    assert told(1, 2) == ("只新建了一家工会，入会 2 人。", [])
    assert told(0, 2) == ("入会 2 人。", ["新建工会"])
    assert told(0, 0) == ("", ["新建工会", "入会"])


def test_money_is_exact_and_a_sum_is_of_what_is_on_record():
    found = reads(
        aid__autumn_paid=2_185_000, rights__legal_aid_recovered=203_641_800, rights__mediation_paid=0
    )
    assert numbered("aid.autumn_paid", found, {}).figure == "2.185 万元"
    both = numbered("rights.legal_aid_recovered+rights.mediation_paid", found, {})
    assert (both.said, [part.key for part in both.parts]) == ("203.6418 万元", ["rights.legal_aid_recovered"])
    before = reads(aid__autumn_paid=985_000)
    assert numbered("aid.autumn_paid", found, before).change == "较上年 +1.2 万元"
    share = {"rights.content_rate": Reading("rights.content_rate", 2, 3, 2, TODAY)}
    assert numbered("rights.content_rate", share, {}).figure == "66.7%"


@pytest.mark.parametrize(
    ("more", "value", "verdict"),
    [(False, 45, "对上"), (False, 44, "差 1"), (True, 46, "对上"), (True, 40, "差 5"), (False, 0, "未记录")],
)
def test_a_printed_number_agrees_differs_or_is_not_on_record(more, value, verdict):
    number = numbered("organise.founded", reads(organise__founded=value), {})
    assert Check("", Printed("45家", 45, "organise.founded", more), number).verdict == verdict


def test_every_clause_and_every_printed_number_names_known_measures():
    named = {key for one in sections.SECTIONS for key in (*one.stats, *(measure for _, measure in one.chart))}
    assert {key for key in named if key not in measures} == set()
    given = printed()[("南川区总工会", 2025)]
    assert sum(len(row.numbers) for row in given.sentences) == 63
    bound = [one for row in given.sentences for one in row.numbers if one.measure]
    assert all(one.declared for one in bound)


@pytest.fixture
def town(db):
    return build()


def test_one_record_more_changes_the_review_and_all_that_is_made_of_it(town):
    def joined():
        found = compose(town.east, 2026, today=TODAY)
        said = {row["measure"]: row for row in json.loads(json.dumps(files.values(found)))["measures"]}
        return said["organise.joined_own"], found

    before, found = joined()
    assert (before["recorded"], before["said"], before["sentence"]) == (False, "未记录", "")
    assert "发展新会员" in found.told[-1].missing
    who = enrol("孙新", 31)
    people.join(person=who, unit=town.union, on=OF, route="phone", by=SYSTEM, at=START)
    after, found = joined()
    assert (after["value"], after["records"]) == (1, 1)
    assert "单位工会发展新会员 1 人" in after["sentence"]
    paper = files.paper(found)
    assert any("单位工会发展新会员1人" in line for line in paper.paragraphs)
    assert papers.word(paper)[:2] == b"PK"
    assert papers.pdf(paper)[:4] == b"%PDF"
    checks = compared(found, printed()[("南川区总工会", 2025)])
    assert "| 〃 | 1890人 | 1 人 | 1 | 差 1889 |" in files.table(found, checks, "报")


def test_only_years_with_records_are_told(town):
    for year in (2022, TODAY.year + 1):
        with pytest.raises(Refused):
            compose(town.east, year, today=TODAY)
    assert compose(town.east, 2025, today=TODAY).over
    assert LONG_AGO.year < 2022


def test_the_page_opens_its_numbers_and_stays_within_the_seat(db, plain_static):
    place = desk_town.town.build()
    desk_town.member("周大山", 101, place.union)
    client = desk_town.officer("东区长", 14, place.east, "district_officer")
    year = 2024  # the member joined then
    page = client.get(f"/desk/annual/{place.east.pk}/{year}/")
    assert page.status_code == 200
    assert f"/desk/numbers/organise.joined_own/?unit={place.east.pk}&amp;since=2024-01-01" in desk_town.text(
        page
    )
    assert "单位工会发展新会员" in desk_town.text(page)
    assert client.get(f"/desk/annual/{place.city.pk}/{year}/").status_code == 404
    assert client.get(f"/desk/annual/{place.east.pk}/1999/").status_code == 404
    assert client.get("/desk/annual/").status_code == 200
    assert f"{year} 年工作回眸" in desk_town.text(client.get(f"/desk/annual/?year={year}"))
    assert client.get("/desk/annual/?year=1999").status_code == 404
    word = client.get(f"/desk/annual/{place.east.pk}/{year}/docx/")
    assert (word.status_code, word.content[:2]) == (200, b"PK")
