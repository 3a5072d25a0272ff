"""The sandbox counts what a recount in Python counts, puts nothing in force, and keeps to one's scope."""

from collections import Counter
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from matters.test_pages import at_desk
from matters.town import START, officer

from yugong.ground.parameters.models import Parameter
from yugong.kernel.errors import Refused
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import rules
from yugong.scenes.aid.actions import trials as actions
from yugong.scenes.aid.models import AidOffer, PolicyTrial
from yugong.scenes.aid.queries import trials as queries
from yugong.scenes.aid.queries.faces import known
from yugong.scenes.aid.rules.explaining import explain

from .households import POOR, RICH, RULE, figures, neighbours, settle

pytestmark = pytest.mark.usefixtures("plain_static")
ON = START.date()
FEW = settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,)
)
EACH = {"deep": 500_000, "relative": 200_000}
ORDER = ("deep", "relative", "accident")


def said(row, **given):
    """The category `explain` gives, "" for none."""
    try:
        (case,) = known(row, formula_of(rules[RULE].at(ON)), on=ON)
        found = explain(RULE, case, on=ON, path=row.unit.path, given=given)
    except Refused:
        return ""
    return "" if found.outcome == "none" else found.outcome


@pytest.fixture
def people(town):
    town.officers["city"] = officer("市干部", 26, town.city, "city_officer")
    return neighbours(town, 30)


@FEW
@given(
    st.lists(figures(), min_size=30, max_size=30),
    st.sampled_from(("500", "735", "900.01", "2000")),
    st.sampled_from(("1", "1.5", "2")),
    st.sampled_from(({}, EACH)),
)
def test_its_numbers_are_a_recount_in_python(town, people, given, line, multiple, each):
    rows = settle(people, given)
    changed = {"hardship.line.urban": line, "hardship.multiple.relative": multiple}
    found = queries.tried(rules[RULE], town.city, changed, on=ON, each=each)
    sides = [(row, said(row), said(row, **changed)) for row in rows]
    was, will = (Counter(side[n] for side in sides if side[n]) for n in (1, 2))

    def worth(category):
        return each.get(category, 0) if each else -ORDER.index(category)

    both = [(a, b) for _, a, b in sides if a and b]
    expected = {
        "seen": 30, "was": dict(was), "will": dict(will),
        "gain": sum(bool(b and not a) for _, a, b in sides),
        "lose": sum(bool(a and not b) for _, a, b in sides),
        "more": sum(worth(b) > worth(a) for a, b in both), "less": sum(worth(b) < worth(a) for a, b in both),
        "was_fen": sum(each.get(a, 0) for _, a, _ in sides),
        "will_fen": sum(each.get(b, 0) for _, _, b in sides),
    }  # fmt: skip
    assert queries.as_dict(found.whole) == expected
    west = [one for key, _, one in found.lines if key == town.west.pk]
    mine = Counter(b for row, _, b in sides if b and row.l2 == town.west.pk)
    assert [one.will for one in west] == [dict(mine)]
    for which in queries.WHICH:
        listed = queries.listed(rules[RULE], town.city, changed, which, on=ON, each=each, size=99)
        assert len(listed) == {**expected, "was": found.whole.was_all, "will": found.whole.will_all}[which]


@FEW
@given(st.lists(figures(), min_size=30, max_size=30), st.sampled_from(("600", "735", "1200")))
def test_money_of_a_grant_follows_the_category_and_the_children(town, people, given, line):
    rows = settle(people, given)
    changed = {"hardship.line.urban": line}
    for rule in ("aid.living", "aid.schooling"):
        found = queries.tried(rules[rule], town.city, changed, on=ON)
        assert (found.whole.was_fen, found.whole.will_fen) == (
            sum(money(rule, row) for row in rows), sum(money(rule, row, **changed) for row in rows),
        )  # fmt: skip


def money(rule, row, **given):
    """Fen a year by `explain`, each child for itself."""
    total = 0
    for case in known(row, formula_of(rules[rule].at(ON)), on=ON):
        stage = case.get("stage")
        heads = {"senior": row.senior_pupils, "higher": row.students + row.entrants}[stage] if stage else 1
        case["category"] = said(row, **given) or "none"
        verdict = explain(rule, case, on=ON, path=row.unit.path)
        total += heads * verdict.amount if verdict.outcome == "granted" else 0
    return total


def test_a_page_says_who_gains_and_loses_and_each_number_opens_its_list(town, people):
    settle(people, [POOR] * 20 + [RICH] * 10)
    east = at_desk(town, "east")
    page = east.get(
        "/desk/aid/sandbox/?hardship.line.urban=600&hardship.multiple.relative=1"
    ).content.decode()
    assert ("不再符合" in page, "现行 735.00 元" in page) == (True, True)
    asked = f"rule={RULE}&unit={town.east.pk}&hardship.line.urban=600&hardship.multiple.relative=1"
    url = f"/desk/aid/sandbox/list/lose/?{asked}"
    assert url.replace("&", "&amp;") in page
    listed = east.get(url).content.decode()
    assert (listed.count("工**"), "工友0" in listed) == (10, False)
    assert Parameter.objects.count() == AidOffer.objects.count() == 0


def test_lists_are_paged_by_key(town, people):
    settle(people, [POOR] * 30)
    first = queries.listed(rules[RULE], town.city, {}, "was", on=ON, size=20)
    rest = queries.listed(rules[RULE], town.city, {}, "was", on=ON, size=20, after=first[-1].id)
    assert (len(first), len(rest), len({row.id for row in (*first, *rest)})) == (20, 10, 30)


def test_other_subtrees_and_wrong_words_do_not_exist(town, people):
    east = at_desk(town, "east")
    for query in (f"?unit={town.west.pk}", f"?unit={town.city.pk}", "?rule=aid.nothing", "?unit=x&rule=0"):
        assert east.get(f"/desk/aid/sandbox/{query}").status_code == 404
    assert east.get("/desk/aid/sandbox/list/all/").status_code == 404
    assert east.get("/desk/aid/sandbox/list/was/?after=x").status_code == 404
    assert at_desk(town, "street").get("/desk/aid/sandbox/").status_code == 404
    assert at_desk(town, "chair").get("/desk/aid/sandbox/").status_code == 404


def test_a_wrong_number_is_refused_beside_its_field(town, people):
    page = at_desk(town, "east").get("/desk/aid/sandbox/?hardship.line.urban=many&each.deep=1e9")
    assert page.status_code == 422
    assert "要写成数字" in page.content.decode()


def test_a_trial_is_kept_as_a_paper_with_everything_that_made_it(town, people):
    settle(people, [POOR] * 20 + [RICH] * 10)
    city = at_desk(town, "city")
    given = {"rule": RULE, "unit": town.city.pk, "hardship.line.urban": "600", "each.deep": "5000"}
    assert city.post("/desk/aid/sandbox/", {**given, "title": " "}).status_code == 422
    answer = city.post("/desk/aid/sandbox/", {**given, "title": "收紧到 600 元"})
    row = PolicyTrial.objects.get()
    assert answer.url == f"/desk/aid/sandbox/trials/{row.pk}/"
    assert (row.given, row.present["城镇低保标准"]) == (
        {"城镇低保标准": "600.00 元", "深度困难每户每年补助": "5,000.00 元"}, "735.00 元",
    )  # fmt: skip
    assert row.result["whole"]["less"] == 20
    page = city.get(answer.url).content.decode()
    assert ("600.00 元" in page, "市**" in page) == (True, True)
    paper = docx.Document(BytesIO(city.get(f"{answer.url}docx/").content))
    text = "\n".join(one.text for one in paper.paragraphs)
    assert "现行符合 20 户（深度困难 20，相对困难 0，意外致困 0）；试算符合 20 户" in text
    assert "本件是测算，不是决定" in text
    assert city.get(f"{answer.url}pdf/").content[:4] == b"%PDF"
    assert city.get(f"{answer.url}xls/").status_code == 404
    assert at_desk(town, "east").get(answer.url).status_code == 404
    assert Parameter.objects.count() == 0


def test_only_who_may_try_policies_keeps_one(town, people):
    found = queries.tried(rules[RULE], town.east, {}, on=ON)
    given = {"rule": rules[RULE], "found": found, "title": "试", "given": {}, "present": {}, "at": START}
    for name in ("chair", "street", "west"):
        with pytest.raises(Refused):
            actions.keep(unit=town.east, by=town.officers[name], **given)
    assert PolicyTrial.objects.count() == 0
