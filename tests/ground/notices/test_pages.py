"""The inbox as it is read on the phone and at the desk, without a line of JavaScript."""

import re
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from yugong.ground.audit.writing import writing
from yugong.ground.jobs import progress
from yugong.ground.jobs import views as job_views
from yugong.ground.jobs.models import Progress
from yugong.ground.notices import actions, views
from yugong.ground.notices.addresses import Desk
from yugong.ground.notices.models import Notice
from yugong.kernel.actor import Seat, person
from yugong.ui.counts import told

from .conftest import DAY, MOVED

pytestmark = pytest.mark.usefixtures("plain_pages")
SEAT = Seat(5, "grassroots_chair", "工会主席", 12, "00000c", "某厂工会")


def ask(path, actor, *, post=None, htmx=False):
    make = RequestFactory(headers={"HX-Request": "true"} if htmx else {})
    request = make.get(path) if post is None else make.post(path, post)
    request.actor = actor
    return request


def tell(to, **more):
    with writing("test"):
        return actions.tell(to=to, template="test.moved", values=MOVED, at=DAY, **more)


@pytest.fixture
def me(worker):
    return person(worker.pk, label="张建国")


def page(request, **more):
    return views.messages(request, **more).content.decode()


def test_the_phone_lists_what_is_mine_and_says_what_is_unread(me):
    notice = tell(me.person_id, path="/m/HY-1/")
    tell(uuid4())
    tell(Desk(12, "grassroots_chair"))
    text = page(ask("/messages/", me))
    assert text.count('class="cell"') == 1
    assert f'href="/messages/{notice.pk}/"' in text
    assert "9 月 1 日 10:00" in text
    assert "张建国，您的入会申请已到“已受理”。" in text
    assert text.count("未读</span>") == 1
    assert "全部已读" in text
    assert re.search(r"\son\w+=|style=|<script>", text) is None


def test_an_empty_inbox_says_what_will_come(me):
    text = page(ask("/messages/", me))
    assert "没有消息" in text
    assert "全部已读" not in text


def test_opening_a_notice_marks_it_and_leads_on(me):
    led, idle = tell(me.person_id, path="/m/HY-1/", once="a"), tell(me.person_id, once="b")
    away = tell(me.person_id, path="//elsewhere.example/", once="c")
    targets = [views.message(ask("/", me), one.pk)["Location"] for one in (led, idle, away)]
    assert targets == ["/m/HY-1/", f"/messages/#n-{idle.pk}", f"/messages/#n-{away.pk}"]
    assert Notice.objects.filter(read_at__isnull=True).count() == 0
    assert "未读</span>" not in page(ask("/messages/", me))


def test_nobody_opens_what_is_anothers(me):
    other = tell(uuid4())
    with pytest.raises(Http404):
        views.message(ask("/", me), other.pk)
    assert Notice.objects.get().read_at is None


def test_all_is_read_by_a_plain_form(me):
    for n in range(3):
        tell(me.person_id, once=str(n))
    newest = Notice.objects.order_by("id").last()
    response = views.read_all(ask("/messages/read/", me, post={"upto": str(newest.pk)}))
    assert (response.status_code, response["Location"]) == (302, "/messages/")
    assert Notice.objects.filter(read_at__isnull=True).count() == 0
    with pytest.raises(Http404):
        views.read_all(ask("/messages/read/", me, post={"upto": "x"}))


def test_older_ones_follow_by_a_link(me):
    for n in range(21):
        tell(me.person_id, once=str(n))
    text = page(ask("/messages/", me))
    older = re.search(r'href="(/messages/\?before=[0-9a-f-]+)"', text)[1]
    rest = page(ask(older, me))
    assert (text.count('class="cell"'), rest.count('class="cell"')) == (20, 1)
    assert "看更早的" not in rest
    assert page(ask("/messages/?before=nonsense", me)).count('class="cell"') == 20


def test_the_desk_shows_those_of_the_seat_too_and_the_bell_counts_them(me):
    tell(me.person_id)
    tell(me.person_id, path="/desk/matters/HY-2/", once="claimed")
    tell(Desk(12, "grassroots_chair"), path="/desk/matters/HY-1/")
    tell(Desk(13, "grassroots_chair"))
    seated = me.seated(SEAT)
    text = page(ask("/desk/messages/", seated), desk=True)
    assert text.count('id="n-') == 2
    assert "未读 2 条" in text
    assert told([views.waiting(ask("/desk/messages/", seated))]) == [2]
    assert told([views.waiting(ask("/messages/", seated))]) == [1]
    assert (
        page(ask("/desk/messages/", seated, htmx=True), desk=True)
        .lstrip()
        .startswith('<div class="col" id="list">')
    )


def test_a_long_job_shows_how_far_it_is_to_its_owner_only(me):
    seated = me.seated(SEAT)
    now = timezone.now()
    row = Progress.objects.create(owner=me.key, label="导入名册", created_at=now, changed_at=now)
    progress.begin(row.pk, total=20_000, note="正在核对")
    progress.advance(row.pk, 5_000)
    text = job_views.progress(ask(f"/desk/jobs/{row.pk}/", seated), row.pk).content.decode()
    assert "5,000 / 20,000" in text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text
    part = job_views.progress(ask(f"/desk/jobs/{row.pk}/", seated, htmx=True), row.pk).content.decode()
    assert part.startswith('<section class="card pad col" id="progress"')
    assert 'hx-trigger="every 2s"' in part
    progress.finish(row.pk, note="收下 19,990 行", link="/desk/rosters/1/")
    over = job_views.progress(ask(f"/desk/jobs/{row.pk}/", seated), row.pk).content.decode()
    assert 'href="/desk/rosters/1/"' in over
    assert ("hx-trigger" in over, "http-equiv" in over) == (False, False)
    for id_, actor in ((row.pk, person(uuid4(), seat=SEAT)), (uuid4(), seated)):
        with pytest.raises(Http404):
            job_views.progress(ask("/", actor), id_)
