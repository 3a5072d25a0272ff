"""When joining is decided at once: the facts must show who he is and that he belongs to the union's range."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.org import queries as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.org.names import plain
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.kernel.identifiers import PAPERS, age, check_id
from yugong.kernel.rules import Clause, Parameter, Rule, Verdict, Version, all_of

__all__ = ["PAPERS", "RULE", "decide", "eligible", "employer_named"]

RULE = Rule(
    key="organise.joining",
    name="入会当场办结",
    versions=(
        Version(
            name="2026-01",
            valid_from=date(2021, 1, 1),
            citation="工会法第三条；工会会员会籍管理办法（2016）第四、五条",
            decide=all_of(
                (
                    Clause(
                        test=lambda facts, values: facts["age"] >= values["membership.min_age"],
                        yes="已满 {line} 周岁",
                        no="未满 {line} 周岁",
                        figures=lambda facts, values: {"line": values["membership.min_age"]},
                    ),
                    Clause(
                        test=lambda facts, values: facts["same_person"],
                        yes="姓名、证件号和手机与登记一致",
                        no="登记的手机与现在登录的不一致，或者还没有登记过",
                        change="由工会核对本人身份后办理",
                    ),
                    Clause(
                        test=lambda facts, values: facts["on_roster"] or facts["works_there"],
                        yes="工会名册或用工登记里有本人",
                        no="工会名册和用工登记里还没有本人",
                        change="由工会审核用工情况后办理",
                    ),
                ),
                yes="admit_by_rule",
                no="review",
            ),
        ),
    ),
)


def employer_named(name: str) -> Employer | None:
    """The registered employer of this name, compared without legal endings."""
    return Employer.objects.filter(plain_name=plain(name)).order_by("id").first() if name.strip() else None


def may_take(*, unit: Unit, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """A blind application never lies at a union of an employer, nor at one below it."""
    if answers["blind"] == "yes" and org.of_an_employer(unit):
        return Decision(False, "申请人要求先别告诉单位，不能转给单位自己的工会，请选街道或者行业的工会")
    return Decision(True, "")


def eligible(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Whether this person may ask to join: the paper is sound, he is of age, and not a member elsewhere."""
    today = local_day(at)
    checked = check_id(answers["number"], kind=answers["paper"], today=today)
    if not checked.valid:
        return Decision(False, checked.why)
    line = int(value("membership.min_age", on=today))
    if checked.birth and age(checked.birth, today) < line:
        return Decision(False, f"未满 {line} 周岁还不能入会。有事可以直接打 12351，工会一样帮你")
    picked = Unit.objects.filter(pk=answers["unit"]).first()
    if picked and not may_take(unit=picked, asker=asker, answers=answers, at=at):
        return Decision(False, "这是单位自己的工会，单位的人会看到。先别告诉单位的话，请另选一个工会")
    stretch = queries.membership_of(asker.pk)
    if stretch and stretch.unit_id != answers["unit"]:
        return Decision(False, f"你已经是{stretch.unit.name}的会员，不用再入会；换了单位请办转会")
    return Decision(True, "")


def decide(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """The verdict on one application from what the house knows; kept with the matter."""
    today = local_day(at)
    asker: Person = matter.asker
    unit = Unit.objects.get(pk=answers["unit"])
    checked = check_id(answers["number"], kind=answers["paper"], today=today)
    work, stretch = queries.employment_of(asker.pk), queries.membership_of(asker.pk)
    held = queries.identity_of(asker)
    facts = {
        "age": age(checked.birth, today) if checked.birth else 16,
        "same_person": asker.source != "join"
        and (held.name, held.number, held.phone) == (answers["name"], checked.normalised, answers["phone"]),
        "on_roster": stretch is not None and stretch.unit_id == unit.pk,
        "works_there": bool(
            work and work.source != "join" and work.employer_id and work.employer_id == unit.employer_id
        ),
    }
    line = Parameter(
        "membership.min_age", value("membership.min_age", on=today), "未成年人保护法第六十一条", today
    )
    return RULE.apply(facts, on=today, parameters=(line,))
