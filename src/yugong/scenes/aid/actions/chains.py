"""The thread of a child: begun by a grant, links offered when their facts appear, chosen, confirmed, done."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people import vault
from yugong.ground.people.models import Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_id
from yugong.kernel.permissions import Permission
from yugong.scenes.aid import texts
from yugong.scenes.aid.actions.grants import give
from yugong.scenes.aid.models import Chain, ChainLink, Grant, LinkState, Season, Step, WorkPost
from yugong.scenes.aid.queries import chains as queries
from yugong.scenes.aid.queries import programmes
from yugong.scenes.aid.rules import chaining


@dataclass(frozen=True, slots=True)
class Schooling:
    """What a family says of a child: sealed all but the stage and its two years."""

    name: str
    number: str
    school: str
    stage: str
    entered: int
    graduates: int


def admitted(*, person: Person, unit: Unit, child: Schooling, at: datetime) -> Chain:
    """The thread of this child, begun or led on to the next school, inside an action.

    Refused when another family's thread holds the child.
    """
    today = local_day(at)
    row = queries.by_number(child.number)
    if row is None:
        born = check_id(child.number, today=today).birth
        if born is None:
            raise Refused("孩子的身份证号码里没有出生日期，请核对", field="child_number")
        row = Chain(person=person, begun_on=today, born_year=born.year, born_month=born.month)
        row.child_index = vault.blind(child.number, queries.PURPOSE)
    elif row.person_id != person.pk:
        raise Refused("这个孩子已经由另一位家长申请过，一个孩子只有一条帮扶链条", field="child_number")
    row.unit, row.ended_on = unit, None
    row.stage, row.entered, row.graduates = child.stage, child.entered, child.graduates
    row.child_sealed = seal(
        row, "child_sealed", {"name": child.name, "number": child.number, "school": child.school}
    )
    row.save()
    return row


def granted(*, chain: Chain, grant: Grant, at: datetime) -> ChainLink:
    """The grant is a link of the thread, inside an action; an offer of the same year is taken by it."""
    today = local_day(at)
    row = chain.links.filter(step=Step.GRANT, period=grant.period).first() or ChainLink(
        chain=chain, step=Step.GRANT, period=grant.period, why="录取入学，申请了助学金", offered_on=today,
        until=today,
    )  # fmt: skip
    row.state, row.grant, row.closed_on = LinkState.DONE, grant, today
    row.save()
    return row


def offer_all(*, by: Actor, at: datetime) -> int:
    """Go through all threads and offer what is due today; returns how many links were offered."""
    today, after, made = local_day(at), None, 0
    while rows := queries.running(after):
        after = rows[-1].pk
        for row in rows:
            windows = chaining.days(today, row.unit.path)
            over = row.links.filter(state=LinkState.OFFERED, until__lt=today).exists()
            if over or chaining.due(chaining.facts(row), today, windows):
                made += len(offer(chain=row, by=by, at=at))
    return made


@action(Permission.SYSTEM_RUN, on="chain")
def offer(*, chain: Chain, by: Actor, at: datetime) -> list[ChainLink]:
    """Offer the links of one thread that are due, tell the family, and let lapse what nobody took."""
    today = local_day(at)
    chain.links.filter(state=LinkState.OFFERED, until__lt=today).update(
        state=LinkState.LAPSED, closed_on=today
    )
    made = []
    for one in chaining.due(chaining.facts(chain), today, chaining.days(today, chain.unit.path)):
        row = ChainLink(
            chain=chain, step=one.step, period=one.period, state=LinkState.OFFERED, why=one.why,
            offered_on=today, until=one.until,
        )  # fmt: skip
        row.save()
        made.append(row)
        _tell(chain, row, texts.LINK_OFFERED.name, at=at)
    facts(offered=[f"{row.step}:{row.period}" for row in made])
    return made


def _tell(chain: Chain, row: ChainLink, template: str, *, at: datetime) -> None:
    """A word to the family; it names the step, never the child."""
    values = {"step": Step(row.step).label, "when": chaining.words(row.period)}
    tell(
        to=chain.person_id, template=template, values=values, about=f"aid.chain:{chain.pk}",
        path=f"/aid/chain/{chain.pk}/", once=f"{template}|{row.pk}|{row.state}", at=at,
    )  # fmt: skip


def _link(chain: Chain, link: UUID, *states: str) -> ChainLink:
    """One link of the thread in one of these states."""
    row = chain.links.select_related("post").filter(pk=link).first()
    if row is None or row.state not in states:
        raise Refused("这一步刚有人办过，请刷新后再看", code="stale")
    return row


@action(Permission.PERSON_SELF, on="chain")
def choose(*, chain: Chain, link: UUID, post: WorkPost | None, by: Actor, at: datetime) -> ChainLink:
    """The family takes a post that was offered, or says not this time."""
    today = local_day(at)
    row = _link(chain, link, LinkState.OFFERED)
    if row.step == Step.GRANT and post is not None:
        raise Refused("助学金请填申请表", code="apply")
    if post is None:
        row.state, row.closed_on = LinkState.DECLINED, today
    else:
        row.state, row.post = LinkState.ASKED, _seat(chain, row, post, today)
    row.save()
    facts(link=str(row.pk), state=row.state)
    return row


def _seat(chain: Chain, row: ChainLink, post: WorkPost, today: date) -> WorkPost:
    """The post, locked, while a seat of it is free."""
    held = WorkPost.objects.select_for_update(of=("self",)).get(pk=post.pk)
    taken = held.links.filter(state__in=queries.SEATED).count()
    if held.closed_on or held.step != row.step or held.to_on < today or taken >= held.seats:
        raise Refused("这个岗位刚刚满了，请换一个", field="post", code="full")
    if held.pk not in {one.pk for one in queries.free(chain.unit.path, row.step, on=today)}:
        raise Refused("请从列出的岗位里选一个", field="post")
    return held


@action(Permission.MATTER_HANDLE, on="chain")
def place(*, chain: Chain, link: UUID, by: Actor, at: datetime) -> ChainLink:
    """The union confirms the post."""
    row = _link(chain, link, LinkState.ASKED)
    row.state = LinkState.PLACED
    row.save()
    _tell(chain, row, texts.LINK_PLACED.name, at=at)
    facts(link=str(row.pk))
    return row


@action(Permission.MATTER_HANDLE, on="chain")
def turn_down(*, chain: Chain, link: UUID, why: str, by: Actor, at: datetime) -> ChainLink:
    """The post cannot be had: the family is told why and chooses again."""
    row = _link(chain, link, LinkState.ASKED)
    row.state, row.post, row.note = LinkState.OFFERED, None, why
    row.until = max(row.until, local_day(at))
    row.save()
    _tell(chain, row, texts.LINK_BACK.name, at=at)
    facts(link=str(row.pk))
    return row


@action(Permission.MATTER_HANDLE, on="chain")
def finish(*, chain: Chain, link: UUID, note: str, by: Actor, at: datetime) -> ChainLink:
    """The post is done: what came of it is written down, and the allowance of a holiday post is given."""
    today = local_day(at)
    row = _link(chain, link, LinkState.PLACED)
    assert row.post is not None
    if row.post.from_on > today:
        raise Refused(f"{row.post.from_on:%Y-%m-%d} 才上岗，还不能办结", code="early")
    if row.post.allowance_fen:
        row.grant = _allowance(chain, row, row.post.allowance_fen, by=by, at=at)
    row.state, row.note, row.closed_on = LinkState.DONE, note, today
    row.save()
    if row.step == Step.FIRST:
        chain.ended_on = today
        chain.save(update_fields=["ended_on"])
    facts(link=str(row.pk), done=row.step)
    return row


def _allowance(chain: Chain, row: ChainLink, amount_fen: int, *, by: Actor, at: datetime) -> Grant:
    """The allowance of a holiday post, out of the programme that is open for it."""
    found = programmes.open_for(chain.unit.path, Season.HOLIDAY, on=local_day(at))
    if found is None:
        raise Refused("没有正在发放的“勤工俭学补助”项目，请先在帮扶项目里设立", code="no_programme")
    return give(
        programme=found, person=chain.person, amount_fen=amount_fen, child=str(chain.pk), period=row.period,
        by=by, at=at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post as it is entered."""

    step: str
    title: str
    place: str
    from_on: date
    to_on: date
    allowance_fen: int
    seats: int


@action(Permission.MATTER_HANDLE, on="unit")
def add_post(*, unit: Unit, employer: Employer, given: Vacancy, by: Actor, at: datetime) -> WorkPost:
    """Enter a post with its employer; the same twice is the same post."""
    if given.to_on < given.from_on:
        raise Refused("结束日期不能早于开始日期", field="to_on")
    if given.step == Step.GRANT:
        raise Refused("请选岗位的用途", field="step")
    row = WorkPost(
        unit=unit, employer=employer, step=given.step, title=given.title, place=given.place,
        from_on=given.from_on, to_on=given.to_on, allowance_fen=given.allowance_fen, seats=given.seats,
    )  # fmt: skip
    row.save()
    facts(post=str(row.pk), seats=row.seats)
    return row


@action(Permission.MATTER_HANDLE, on="post")
def close_post(*, post: WorkPost, by: Actor, at: datetime) -> WorkPost:
    """Take a post off the list; who has it keeps it."""
    post.closed_on = post.closed_on or local_day(at)
    post.save(update_fields=["closed_on"])
    facts(post=str(post.pk))
    return post
