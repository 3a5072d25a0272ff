"""Every number opens to its records, for whoever may see it and for nobody else."""

import io
from datetime import date, timedelta
from random import Random
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from tests.ground.access import town as towns

from yugong.engines.indicators import jobs
from yugong.engines.indicators.actions import exporting, filing
from yugong.engines.indicators.models import ListFile
from yugong.engines.indicators.queries import listing, readings
from yugong.ground.access import session
from yugong.ground.audit.models import Event
from yugong.ground.people import actions as people
from yugong.kernel import tree
from yugong.kernel.actor import SYSTEM
from yugong.kernel.measure import Ratio, counted, measures
from yugong.ui.environment import icon_of

MEMBERS = "organise.members"
JOINED = "organise.joined"


@pytest.fixture
def town(db):
    """Two unions with members of several days."""
    made = towns.build()
    for n in range(12):
        who, unit = towns.enrol(f"会员{n}", 400 + n), made.union if n % 3 else made.other
        people.join(
            person=who,
            unit=unit,
            on=towns.TODAY - timedelta(days=9 * n),
            route="phone",
            by=SYSTEM,
            at=towns.NOW,
        )
    return made


@pytest.fixture
def plain_static(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    icon_of.cache_clear()
    yield
    icon_of.cache_clear()


def signed(unit, role, n):
    account, _ = towns.officer(f"干部{n}", n, unit, role)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = client.session
    session.begin(store, how=session.SECOND, at=timezone.now())
    store.save()
    return client


def asked(key, unit, since=towns.LONG_AGO, until=towns.TODAY, tail=""):
    words = urlencode({"unit": unit.pk, "since": since, "until": until})
    return f"/desk/numbers/{key}/{tail}?{words}" if key else f"/desk/numbers/?{words}"


def test_a_number_opens_its_definition_gaps_and_records(town, plain_static):
    page = signed(town.east, "district_officer", 501).get(asked(MEMBERS, town.east)).content.decode()
    value = readings.value(MEMBERS, town.east.pk, towns.TODAY, towns.TODAY).value
    assert f'<p class="v grow">{value}<small>人</small></p>' in page
    assert (page.count("会员号 "), value) == (8, 8)
    assert [
        word for word in ("/desk/members/", "基层工会", measures[MEMBERS].counts) if word not in page
    ] == []


def test_the_list_of_all_and_every_page_of_a_measure_answer(town, plain_static):
    client = signed(town.city, "city_officer", 502)
    page = client.get(asked("", town.city)).content.decode()
    assert [one.name for one in measures if one.name not in page] == []
    assert [one.key for one in measures if client.get(asked(one.key, town.city)).status_code != 200] == []


def test_outside_his_own_unions_there_is_no_number(town, plain_static):
    client = signed(town.west, "district_officer", 503)
    assert client.get(asked(MEMBERS, town.west)).status_code == 200
    found = [client.get(asked(MEMBERS, unit)).status_code for unit in (town.city, town.east, town.union)]
    assert found == [404, 404, 404]
    assert client.get(asked("no.such", town.west)).status_code == 404
    assert Client().get(asked(MEMBERS, town.west)).status_code in (302, 404)


def test_the_list_is_handed_out_as_a_file_on_record(town, plain_static):
    client = signed(town.east, "district_officer", 504)
    answer = client.get(asked(JOINED, town.east, tail="export/"))
    sheet = ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet2.xml").decode()
    assert (sheet.count("<row "), "<f>" in sheet) == (1 + 8, False)
    event = Event.objects.get(did="indicators.export_measure")
    assert (event.data["measure"], event.data["count"]) == (JOINED, 8)
    nothing = client.get(asked("rights.letters", town.east, tail="export/"))
    assert nothing.status_code == 302


def test_a_long_list_is_made_in_the_background_and_fetched_by_who_asked(town, plain_static, monkeypatch):
    monkeypatch.setattr(exporting, "INSTANT", 7)
    client = signed(town.east, "district_officer", 505)
    address = asked(JOINED, town.east, tail="export/")
    assert client.get(address).status_code == 302
    page = client.post(address)["Location"]
    assert "排队中" in client.get(page).content.decode()
    row = ListFile.objects.get()
    assert client.post(f"{page}file/").status_code == 302
    jobs.list_file(file=str(row.pk), progress=str(row.progress))
    ready = client.get(page).content.decode()
    assert "共 8 条" in ready
    taken = client.post(f"{page}file/")
    sheet = ZipFile(io.BytesIO(b"".join(taken.streaming_content))).read("xl/worksheets/sheet2.xml").decode()
    assert sheet.count("<row ") == 1 + 8
    assert Event.objects.get(did="indicators.take_list").data["count"] == 8
    assert signed(town.east, "district_officer", 506).get(page).status_code == 404
    filing.forget_lists(by=SYSTEM, at=row.made_at + timedelta(days=30))
    assert client.post(f"{page}file/").status_code == 302
    assert "已经过期删除" in client.get(page).content.decode()


def test_two_hundred_lists_are_as_long_as_their_numbers(town):
    dice = Random(11)
    wrong = []
    for _ in range(200):
        one, seat = dice.choice(counted()), dice.choice(town.units)
        unit = dice.choice([unit for unit in town.units if tree.within(unit.path, seat.path)])
        since = towns.TODAY - timedelta(days=dice.randrange(200))
        until = since + timedelta(days=dice.randrange(120))
        reading = readings.value(one.key, unit.pk, since, until)
        rows = list(listing.facts(one, unit.path, since, until))
        if (reading.records, reading.value) != (len(rows), sum(row.amount for row in rows)):
            wrong.append((one.key, unit.name, since, until))
    assert wrong == []


def test_a_ratio_is_its_two_parts(town):
    for one in measures:
        if isinstance(one, Ratio):
            span = (town.city.pk, date(2020, 1, 1), towns.TODAY)
            whole = readings.value(one.key, *span)
            assert (whole.value, whole.of) == tuple(
                readings.value(key, *span).value for key in (one.x, one.of)
            )
