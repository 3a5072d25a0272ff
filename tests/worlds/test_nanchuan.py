"""The plan of Nanchuan's sixty unions and of the units below the city."""

from collections import Counter
from datetime import date, timedelta

import pytest

from yugong.kernel.errors import Refused
from yugong.worlds import demo, places
from yugong.worlds.chongqing.unions import below_the_city
from yugong.worlds.nanchuan import plan
from yugong.worlds.trades import uscc

TODAY = date(2026, 11, 21)


def test_sixty_unions_and_about_three_thousand_members():
    unions = plan.unions("demo", today=TODAY)
    assert len(unions) == 60
    assert 2850 <= sum(union.members for union in unions) <= 3150
    assert Counter(union.kind for union in unions) == {"enterprise": 40, "joint": 10, "home": 10}
    assert len({union.name for union in unions}) == 60
    assert len({union.uscc for union in unions} | {u.employer_uscc for u in unions if u.employer}) == 100


def test_the_plan_depends_on_seed_and_day_only():
    assert plan.unions("demo", today=TODAY) == plan.unions("demo", today=TODAY)
    assert plan.unions("demo", today=TODAY) != plan.unions("other", today=TODAY)


def test_terms_run_today_save_for_a_few_that_lapsed():
    unions = plan.unions("demo", today=TODAY)
    lapsed = [union for union in unions if union.term_to <= TODAY]
    assert 1 <= len(lapsed) <= 12
    assert all(union.founded <= union.term_from <= TODAY for union in unions)


def test_every_town_has_a_federation():
    assert len(plan.towns(TODAY)) == 34
    assert plan.towns(TODAY)[0].name == "东城街道总工会"


def test_codes_follow_the_standard():
    assert uscc("81", "500103", 1) == "81500103MC00000125"


def test_the_city_stands_over_districts_past_and_present_zones_and_industries():
    day = places.LIANGJIANG_DAY

    def standing(on, kind):
        return [
            n for n in below_the_city() if n.kind == kind and n.since <= on and (n.until or date.max) > on
        ]

    assert len(standing(day - timedelta(days=1), "district")) == 38
    assert len(standing(day, "district")) == 37
    assert len(standing(day - timedelta(days=1), "zone")) == 3
    assert len(standing(day, "zone")) == 2
    names = {node.name for node in below_the_city()}
    ended = {node.name: node.followed_by for node in below_the_city() if node.until}
    assert ended["渝北区总工会"] == ("两江新区总工会", "北碚区总工会")
    assert all(set(after) <= names for after in ended.values())


def test_the_year_waits_for_the_register(db, settings):
    settings.YUGONG_DEMO = True
    with pytest.raises(Refused, match="请先运行 yugong world load"):
        demo.follow()
