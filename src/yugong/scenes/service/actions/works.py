"""Works of workers: sent in with consent, shown after somebody looked, gone when the author says so."""

from datetime import datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.files.actions import accept, shred
from yugong.ground.files.formats import PHOTOS
from yugong.ground.files.queries import find
from yugong.ground.notices.actions import tell
from yugong.ground.people.actions import consent
from yugong.ground.people.models import Person
from yugong.ground.people.queries import membership_of
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Work, WorkStanding
from yugong.scenes.service.news_texts import DECLINED, SHOWN
from yugong.scenes.service.queries.works import PURPOSE

WORDING = "1"
MOST = 20  # works of one author at a time
WORDS = ("sort", "title", "about", "byline")


@action(Permission.PERSON_SELF, on="person", named="works.offer")
def offer(*, person: Person, given: dict[str, Any], upload: Any, by: Actor, at: datetime) -> Work:
    """Send in one's own work with one's own consent; the picture is drawn anew."""
    stretch = membership_of(person.pk)
    if stretch is None:
        raise Refused("作品展出是给工会会员的，先入会再投稿。", code="not_member")
    if not given.get("agree"):
        raise Refused("同意展出才能投稿；以后随时能撤回。", field="agree")
    if upload is None:
        raise Refused("请选一张图片。", field="picture")
    alive = Work.objects.filter(person=person, standing__in=(WorkStanding.OFFERED, WorkStanding.SHOWN))
    if alive.count() >= MOST:
        raise Refused(f"一个人最多同时展 {MOST} 件，先撤回一件再投。", code="enough")
    consent(person=person, purpose=PURPOSE, wording=WORDING, by=by, at=at)
    row = Work(person=person, unit=stretch.unit, standing=WorkStanding.OFFERED, offered_at=at)
    for word in WORDS:
        setattr(row, word, given[word] or "")
    kept = accept(upload=upload, owner=f"service.work:{row.pk}", kinds=PHOTOS, by=by, at=at)
    row.picture = kept.pk
    row.save(force_insert=True)
    facts(sort=row.sort)
    return row


@action(Permission.PERSON_SELF, on="person", named="works.take_back")
def take_back(*, person: Person, work: Work, by: Actor, at: datetime) -> Work:
    """The author wants it gone: nobody sees it, its picture is destroyed, its words are forgotten."""
    row = Work.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if row.person_id != person.pk:
        raise Refused("只能撤回自己的作品。", code="unknown")
    if row.standing == WorkStanding.TAKEN_BACK:
        return row
    file = find(row.picture) if row.picture else None
    if file is not None:
        shred(attachment=file, reason="作者撤回", by=SYSTEM, at=at)
    row.standing, row.picture = WorkStanding.TAKEN_BACK, None
    row.title = row.about = row.byline = ""
    row.save()
    return row


@action(Permission.NEWS_REVIEW, on="work", named="works.judge")
def judge(*, work: Work, shown: bool, why: str = "", by: Actor, at: datetime) -> Work:
    """Show it, or say to its author why not; nobody judges his own. What is shown may be taken off later."""
    if work.standing == WorkStanding.TAKEN_BACK:
        raise Refused("作者已经撤回。", code="stale")
    if work.person_id == by.person_id:
        raise Refused("自己的作品请其他同志来看。", code="own_work")
    if not shown and not why.strip():
        raise Refused("请写明为什么不展出，作者会看到。", field="why")
    target = WorkStanding.SHOWN if shown else WorkStanding.DECLINED
    if work.standing == target:
        return work
    work.standing, work.declined_why = target, "" if shown else why.strip()[:200]
    work.judged_by_id, work.judged_at = by.person_id, at
    work.save()
    values = {"title": work.title} | ({} if shown else {"why": work.declined_why})
    tell(to=work.person_id, template=(SHOWN if shown else DECLINED).name, values=values, at=at,
         about=f"service.work:{work.pk}", path=f"/news/works/{work.pk}/")  # fmt: skip
    return work
