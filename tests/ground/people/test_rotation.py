"""Keys change under a running platform: everything stays readable and findable, whoever is killed when."""

import os
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from yugong.ground.audit.queries import verify
from yugong.ground.audit.writing import writing
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.jobs.queries import watch
from yugong.ground.org import actions as org
from yugong.ground.people import actions, cells, queries, rotation, vault
from yugong.ground.people.actions import keys as verbs
from yugong.ground.people.identity import Identity, open_person
from yugong.ground.people.models import Account, Person
from yugong.ground.signin import adapter, codes, pending
from yugong.kernel import keyring
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.organise import sealed as organise

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HERE = Path(__file__).parent
BOTH = ("field", "index")


@pytest.fixture
def keys(settings, tmp_path, monkeypatch):
    """A key file of this test's own, and no waiting for other processes."""
    keyring.create(tmp_path / "keys.json")
    settings.YUGONG_KEYRING = keyring.KeyFile(tmp_path / "keys.json")
    monkeypatch.setattr(verbs, "KNOWN_AFTER", 0)
    return settings.YUGONG_KEYRING


def number(n):
    first = f"50010319900101{n:03d}"
    return first + id_check_digit(first)


def city():
    return org.found_unit(
        name="演示市总工会", kind="city", parent=None, on=date(2020, 1, 1), by=SYSTEM, at=AT
    )


def enrol(n, unit):
    given = Identity(
        f"欧阳渝{chr(0x4E00 + n)}",
        number=number(n),
        phone=f"1380000{n:04d}",
        born=date(1990, 1, 1),
        extra={"a": "b"},
    )
    who = actions.enrol(given=given, source="test", by=SYSTEM, at=AT)
    actions.join(person=who, unit=unit, on=date(2026, 1, 1), route="phone", by=SYSTEM, at=AT)
    return who


def found(unit, text):
    wanted = queries.MembersFilter(text=text)
    return [row.name for row in queries.members(path=unit.path, wanted=wanted, limit=500)]


def under(purposes=BOTH):
    """The key ids that anything is under."""
    return {(use.purpose, use.key_id) for use in rotation.uses(at=timezone.now(), purposes=purposes)}


def renew():
    watched = actions.renew_values(by=SYSTEM, at=timezone.now())
    run_pending_jobs(only=["people.renew"])
    return watch(watched.pk)


@pytest.mark.django_db
def test_old_values_are_read_and_found_while_new_ones_are_under_the_new_key(keys):
    unit = city()
    old = enrol(1, unit)
    actions.rotate_keys(purposes=BOTH, by=SYSTEM, at=AT)
    new = enrol(2, unit)
    assert under() == {(purpose, key_id) for purpose in BOTH for key_id in (1, 2)}
    assert [open_person(Person.objects.get(pk=who.pk)).number for who in (old, new)] == [number(1), number(2)]
    for text, who in (
        (number(1), 1),
        ("13800000002", 2),
        (number(1)[-4:], 1),
        (chr(0x4E01), 1),
        (f"渝{chr(0x4E02)}", 2),
    ):
        assert found(unit, text) == [f"欧阳渝{chr(0x4E00 + who)}"]
    assert sorted(found(unit, "欧阳")) == [f"欧阳渝{chr(0x4E01)}", f"欧阳渝{chr(0x4E02)}"]
    assert queries.find_by_number(number(1)).pk == old.pk
    assert enrol_again(1) == old.pk


def enrol_again(n):
    given = Identity(f"欧阳渝{chr(0x4E00 + n)}", number=number(n))
    return actions.enrol(given=given, source="test", by=SYSTEM, at=AT).pk


@pytest.mark.django_db
def test_the_job_renews_every_value_and_then_the_old_key_can_go(keys):
    unit = city()
    people = [enrol(n, unit) for n in range(1, 8)]
    account = actions.open_account(
        username="a", person=people[0], phone="13800000001", verified=True, by=SYSTEM, at=AT
    )
    before = {who.pk: open_person(who) for who in people}
    actions.rotate_keys(purposes=BOTH, by=SYSTEM, at=AT)
    with pytest.raises(Refused, match="正在使用"):
        actions.retire_key(purpose="field", key_id=2, by=SYSTEM, at=AT)
    with pytest.raises(Refused, match=r"还有数据在用.*yugong keys resume"):
        actions.retire_key(purpose="field", key_id=1, by=SYSTEM, at=AT)
    seen = renew()
    assert (seen.state, seen.done, seen.total, seen.note) == ("done", 8, 8, "全部数据已换用新密钥")
    assert under() == {("field", 2), ("index", 2)}
    for purpose in BOTH:
        actions.retire_key(purpose=purpose, key_id=1, by=SYSTEM, at=AT)
    assert {purpose: list(keys.keys[purpose]) for purpose in BOTH} == {"field": [2], "index": [2]}
    assert {who.pk: open_person(who) for who in Person.objects.all()} == before
    assert queries.account_by_phone("13800000001") == account
    assert queries.phone_of_account(Account.objects.get()) == "13800000001"
    assert len(found(unit, "欧阳")) == 7
    assert found(unit, number(3)) == [f"欧阳渝{chr(0x4E03)}"]
    assert actions.enrol(given=before[people[4].pk], source="again", by=SYSTEM, at=AT).pk == people[4].pk


@pytest.mark.django_db
def test_what_sessions_and_second_factors_keep_is_renewed_too(keys):
    account = actions.open_account(username="a", by=SYSTEM, at=AT)
    held = Authenticator.objects.create(
        user=account, type="totp", data={"secret": adapter.FactorAdapter().encrypt("S")}
    )
    store = SessionStore()
    store["_auth_user_id"] = str(account.pk)
    cell = organise.first_page({"_auth_user_id": account.pk})
    store["join"] = b64encode(vault.seal("{}", **cell)).decode()
    pending.begin(store, account, following="/", at=timezone.now())
    secret = pending.secret(store)
    store.save()
    actions.rotate_keys(purposes=["field"], by=SYSTEM, at=AT)
    assert renew().state == "done"
    assert under(["field"]) == {("field", 2)}
    actions.retire_key(purpose="field", key_id=1, by=SYSTEM, at=AT)
    again = SessionStore(Session.objects.get().session_key)
    assert (pending.secret(again), vault.unseal(b64decode(again["join"]), **cell)) == (secret, "{}")
    held.refresh_from_db()
    assert adapter.FactorAdapter().decrypt(held.data["secret"]) == "S"


@pytest.mark.django_db
def test_a_code_sent_before_is_good_after_and_holds_its_key_until_then(keys):
    now = timezone.now()
    row, code = codes.make("13800001234", at=now)
    actions.rotate_keys(purposes=BOTH, by=SYSTEM, at=now)
    renew()
    with pytest.raises(Refused, match=r"signin\.sentcode\.code_hash 1 项"):
        actions.retire_key(purpose="index", key_id=1, by=SYSTEM, at=now)
    assert codes.prove(row, code, at=now) == "13800001234"
    actions.retire_key(purpose="index", key_id=1, by=SYSTEM, at=now + timedelta(minutes=6))


@pytest.mark.django_db
def test_the_log_is_whole_under_every_key_it_was_signed_with(keys):
    city()
    actions.rotate_keys(purposes=["audit"], by=SYSTEM, at=AT)
    enrol(1, city())
    assert list(verify()) == []
    assert {use.key_id for use in rotation.uses(at=AT, purposes=["audit"])} == {1, 2}
    with pytest.raises(Refused, match=r"audit\.event\.digest"):
        actions.retire_key(purpose="audit", key_id=1, by=SYSTEM, at=AT)


@pytest.mark.django_db(transaction=True)
def test_a_number_written_twice_in_the_second_of_the_change_is_left_and_named(keys):
    unit = city()
    first, second = enrol(1, unit), enrol(2, unit)
    actions.rotate_keys(purposes=["index"], by=SYSTEM, at=AT)
    with writing("a process that had not heard of the new key"):
        twin = Person(
            source="test", recorded_at=AT, number_index=vault.blind(f"resident:{number(1)}", "number"),
            name_sealed=b"", name_index=b"",
        )  # fmt: skip
        twin.save(force_insert=True)
    assert (renew().state, under(["index"])) == ("failed", {("index", 1), ("index", 2)})
    assert bytes(Person.objects.get(pk=second.pk).number_index)[0] == 2
    with writing("test"):
        Person.objects.filter(pk=twin.pk).update(merged_into=first)
    assert (renew().state, under(["index"])) == ("done", {("index", 2)})


def run(keys, *words):
    command = [sys.executable, str(HERE / "rotating.py"), connection.settings_dict["NAME"], "keys", *words]
    more = {"PYTHONPATH": str(HERE.parents[2] / "src"), "YUGONG_KEYS": str(keys.path)}
    return subprocess.Popen(command, env={**os.environ, **more}, stdout=subprocess.PIPE, text=True)


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_it_goes_on_and_nothing_is_lost(keys):
    unit = city()
    people = [enrol(n, unit).pk for n in range(1, 301)]
    before = {who.pk: open_person(who) for who in Person.objects.all()}
    first = run(keys, "rotate", "--here")
    end = time.monotonic() + 60
    old = Person.objects.extra(where=["get_byte(name_sealed, 2) = 1 AND get_byte(name_index, 0) = 1"])
    while old.count() == 300:
        assert first.poll() is None
        assert time.monotonic() < end, "it takes too long"
    first.kill()
    first.wait()
    keys.refresh()
    left = old.count()
    assert 0 < left < 300
    assert {who.pk: open_person(who) for who in Person.objects.all()} == before
    assert len(found(unit, "欧阳")) == 300
    assert [queries.find_by_number(number(n)).pk for n in (1, 150, 300)] == [
        people[0],
        people[149],
        people[299],
    ]
    second = run(keys, "resume", "--here")
    assert second.wait(60) == 0
    assert second.stdout.read().rstrip().endswith(f"全部数据已换用新密钥：{left} 项")
    assert under() == {("field", 2), ("index", 2)}
    third = run(keys, "retire", "1")
    assert third.wait(60) == 0
    keys.refresh()
    assert (list(keys.keys["field"]), list(keys.keys["index"])) == ([2], [2])
    assert {who.pk: open_person(who) for who in Person.objects.all()} == before
    assert found(unit, number(200)) == [f"欧阳渝{chr(0x4E00 + 200)}"]
    assert list(verify()) == []


def test_a_large_column_is_held_a_row_at_a_time():
    assert [cell.chunk for cell in cells.cells if cell.key == "organise.rosterimport.file_sealed"] == [1]
