"""Separation of duties: posts that one person may not hold together, hands that may not meet on a matter."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from yugong.ground.access.roles import roles
from yugong.kernel.decision import Decision

FINANCE = ("finance_maker", "finance_checker", "finance_payer")
AUDIT = ("grassroots_audit", "grassroots_audit_head")
ADMINS = ("system_admin", "security_admin", "audit_admin")

FORBIDDEN_POSTS: Mapping[frozenset[str], str] = {
    **{frozenset(pair): "资金的制单、复核、付款须由三个人分别担任" for pair in combinations(FINANCE, 2)},
    **{
        frozenset((one, other)): "经费审查委员不得经手或批准所审查的账目"
        for one in AUDIT
        for other in ("grassroots_chair", "grassroots_vice", "grassroots_clerk", *FINANCE)
    },
}
"""Two roles → why nobody holds both."""

FORBIDDEN_HANDS: Mapping[frozenset[str], str] = {
    frozenset(("applied", "reviewed")): "申请人不能审核自己的申请",
    frozenset(("applied", "handled")): "申请人不能办理自己的申请",
    frozenset(("handled", "closed")): "办理人不能自行结案",
    frozenset(("handled", "called_back")): "办理人不能回访自己办的件",
    frozenset(("registered", "closed")): "登记人不能自行结案",
    frozenset(("made", "checked")): "制单人不能复核同一笔付款",
    frozenset(("made", "paid")): "制单人不能支付同一笔付款",
    frozenset(("checked", "paid")): "复核人不能支付同一笔付款",
    frozenset(("approved", "paid")): "批准救助的人不能支付这笔款项",
    frozenset(("made", "countersigned")): "制单人不能会签同一笔付款",
    frozenset(("checked", "countersigned")): "复核人不能会签同一笔付款",
    frozenset(("countersigned", "paid")): "会签人不能支付同一笔付款",
}
"""Two hands on one matter → why they must belong to two persons."""


def may_hold(role: str, *, beside: Iterable[str]) -> Decision:
    """Whether a person who holds the roles `beside` may also hold `role`; administrators hold no other."""
    for other in beside:
        pair = f"“{roles[role].name}”与“{roles[other].name}”不能由同一人担任"
        if role != other and (role in ADMINS or other in ADMINS):
            return Decision(False, f"{pair}：系统、安全、审计管理员须分别由三人专任，不兼业务岗位。")
        if why := FORBIDDEN_POSTS.get(frozenset((role, other))):
            return Decision(False, f"{pair}：{why}。")
    return Decision(True, "")


def may_lend(hand: str, *, by: str, done: Mapping[str, str]) -> Decision:
    """Whether the actor with key `by` may lend this hand to a matter on which `done` says who lent which."""
    for other, key in done.items():
        why = FORBIDDEN_HANDS.get(frozenset((hand, other)))
        if why and key == by:
            return Decision(False, f"{why}，请交由其他人办理。")
    return Decision(True, "")
