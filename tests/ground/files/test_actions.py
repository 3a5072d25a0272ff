"""Files come in with their row or not at all, change hands once, and end for good."""

import io
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.test import RequestFactory

from yugong.ground.audit.queries import story_of
from yugong.ground.audit.writing import writing
from yugong.ground.files import actions, jobs, owners, queries, store, views
from yugong.ground.files.models import Attachment
from yugong.ground.files.owners import Owner
from yugong.kernel.actor import CLOCK, SYSTEM, VISITOR, Seat, person
from yugong.kernel.errors import Broken, Refused

from . import samples

NOW = datetime(2026, 9, 1, 2, tzinfo=UTC)
WANG, LI = person(uuid4()), person(uuid4())
SEAT = Seat(1, "chair", "工会主席", 7, "000007", "某工会")
pytestmark = pytest.mark.usefixtures("shelf", "policy")


class Upload(io.BytesIO):
    def __init__(self, data, name):
        super().__init__(data)
        self.name, self.size = name, len(data)


@dataclass
class Case:
    person_id: UUID


if "test.case" not in owners.owners:
    owners.owners.add(Owner("test.case", lambda key: Case(UUID(key))))


def accept(data=None, name="工资条 9 月.jpg", *, owner="draft:1", by=WANG, **more):
    given = Upload(samples.photo((300, 200)) if data is None else data, name)
    return actions.accept(upload=given, owner=owner, by=by, at=NOW, **more)


def shelved():
    return set(store.shelved(older_than=time.time() + 60))


def test_an_upload_is_stored_by_its_content_and_its_name_is_sealed(db):
    row = accept()
    assert queries.name_of(row) == "工资条 9 月.jpg"
    assert "工资条".encode() not in bytes(row.name_sealed)
    assert store.path_of(row.sha256).read_bytes() == b"".join(store.read(row.sha256))
    assert queries.intact(row) is True
    assert (row.kind, row.width, row.height, row.person_id) == ("jpg", 300, 200, WANG.person_id)
    assert [deed.did for deed in story_of(row)] == ["files.accept"]
    assert story_of(row)[0].data["size"] == row.size
    shown = queries.files_of("draft:1")
    assert [(one.id, one.label, one.is_image, one.size, one.gone) for one in shown] == [
        (row.id, "照片", True, queries.spoken_size(row.size), False)
    ]


def test_a_changed_byte_on_the_shelf_is_found(db):
    row, other = accept(), accept(samples.pdf(), "合同.pdf")
    path = store.path_of(row.sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert (queries.intact(row), queries.intact(other)) == (False, True)
    assert list(jobs.broken()) == [str(row.pk)]


def test_a_row_without_an_action_is_refused(db):
    with pytest.raises(Broken, match="only inside an @action"):
        Attachment(kind="jpg", size=1, added_at=NOW).save()


def test_who_may_not_add_leaves_nothing(db):
    with pytest.raises(Refused, match="您没有这项权限"):
        accept(by=VISITOR)
    assert (Attachment.objects.count(), shelved()) == (0, set())


def test_what_a_rolled_back_upload_left_is_swept(db):
    kept = accept(samples.pdf(), "合同.pdf")
    with transaction.atomic():
        accept()
        transaction.set_rollback(True)
    assert len(shelved()) == 2
    assert jobs.remove_orphans(older_than=time.time() - 60) == 0
    assert jobs.remove_orphans(older_than=time.time() + 60) == 1
    assert shelved() == {kept.sha256}


def test_the_same_content_lies_once_and_goes_with_its_last_holder(db):
    first, second = accept(samples.pdf(), "甲.pdf"), accept(samples.pdf(), "乙.pdf", owner="draft:2")
    assert shelved() == {first.sha256}
    actions.shred(attachment=first, reason="本人撤回", by=SYSTEM, at=NOW)
    assert shelved() == {second.sha256}
    actions.shred(attachment=second, reason="本人撤回", by=SYSTEM, at=NOW)
    assert shelved() == set()
    assert queries.find(first.pk) is None
    assert [(one.name, one.gone) for one in queries.files_of("draft:1")] == [("", True)]
    assert story_of(first)[0].data["reason"] == "本人撤回"


def test_files_are_shredded_when_their_time_is_over(db):
    accept(samples.pdf(), "甲.pdf", keep_until=date(2026, 8, 31))
    kept = accept(keep_until=date(2099, 1, 1))
    assert [row.kind for row in queries.expired(date(2026, 9, 1))] == ["pdf"]
    assert (jobs.expire(), jobs.expire()) == (1, 0)
    assert shelved() == {kept.sha256}


def test_files_of_a_draft_go_to_the_matter_once_and_only_ones_own(db):
    row = accept()
    with pytest.raises(Refused, match="已经不在了"):
        actions.assign(files=[row.pk], owner="test.case:1", by=LI, at=NOW)
    actions.assign(files=[str(row.pk)], owner="test.case:1", by=WANG, at=NOW)
    actions.assign(files=[row.pk], owner="test.case:1", by=WANG, at=NOW)
    with pytest.raises(Refused, match="已经不在了"):
        actions.assign(files=[row.pk], owner="test.case:2", by=WANG, at=NOW)
    assert Attachment.objects.get().owner == "test.case:1"


def test_one_person_hands_in_so_much_a_day(db, monkeypatch):
    monkeypatch.setattr(actions, "DAILY_FILES", 2)
    accept()
    accept()
    with pytest.raises(Refused, match="请明天再传"):
        accept()
    accept(by=LI)
    actions.accept(
        upload=Upload(samples.pdf(), "a.pdf"), owner="draft:1", by=WANG, at=NOW + timedelta(days=2)
    )


def get(row_id, actor, method="get", **headers):
    request = getattr(RequestFactory(), method)(f"/files/{row_id}/", headers=headers)
    request.actor = actor
    return views.file(request, row_id)


def body(response):
    return b"".join(response.streaming_content)


def test_a_file_goes_out_as_a_harmless_download(db):
    row = accept(samples.pdf(), "劳动合同.exe")
    response = get(row.pk, WANG)
    assert body(response) == samples.pdf()
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%8A%B3%E5%8A%A8%E5%90%88%E5%90%8C.pdf"
    )
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert int(response["Content-Length"]) == row.size


def test_a_player_gets_the_part_it_asks_for(db):
    row = accept(samples.MP3, "录音.mp3")
    response = get(row.pk, WANG, range="bytes=10-19")
    assert (response.status_code, response["Content-Range"]) == (206, f"bytes 10-19/{row.size}")
    assert body(response) == samples.MP3[10:20]
    beyond = get(row.pk, WANG, range="bytes=9999-")
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{row.size}")
    head = get(row.pk, WANG, "head")
    assert (head.status_code, head["Content-Length"], head.content) == (200, str(row.size), b"")


def test_others_learn_nothing_and_who_may_read_leaves_a_trace(db):
    row = accept(owner=f"test.case:{LI.person_id}")
    for stranger in (VISITOR, person(uuid4()), CLOCK):
        with pytest.raises(Http404):
            get(row.pk, stranger)
    with pytest.raises(Http404):
        get(uuid4(), WANG)
    get(row.pk, WANG)
    get(row.pk, LI)
    seen = story_of(f"people.person:{WANG.person_id}", did="files.read")
    assert [(deed.actor, deed.data["file"]) for deed in seen] == [(LI.key, str(row.pk))]


def test_an_officer_who_left_his_post_does_not_keep_what_he_handed_in(db):
    row = accept(by=WANG.seated(SEAT))
    assert (row.person_id, bool(queries.may_open(WANG, row))) == (None, False)


def test_no_name_stands_in_clear_in_the_database(db):
    accept(name="张建国身份证.jpg")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM files_attachment a")
        assert "张建国" not in cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(row_to_json(e)::text, '') FROM audit_event e")
        assert "张建国" not in cursor.fetchone()[0]


def test_the_gate_lets_a_declared_loader_write(db):
    with writing("demo"):
        Attachment(kind="jpg", size=1, sha256="0" * 64, name_sealed=b"", added_at=NOW).save()
    assert Attachment.objects.count() == 1
