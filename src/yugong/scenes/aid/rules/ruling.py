"""What kinds decided by rule have in common: the rule's word at the opening, and the amount it gives."""

from collections.abc import Callable, Mapping
from typing import Any

from yugong.engines.matters.queries import all_answers
from yugong.kernel.calendar import local_day
from yugong.kernel.money import yuan
from yugong.kernel.rules import Verdict

Weighed = Callable[..., Verdict]  # (asker, answers, *, on, path)


def decided(weighed: Weighed) -> Callable[..., Verdict]:
    """The rule's word at the opening: a clear no is told at once, with what would change it."""

    def decide(*, matter: Any, answers: Mapping[str, Any], at: Any) -> Verdict:
        return weighed(matter.asker, answers, on=local_day(at), path=matter.unit_path)

    return decide


def advised(weighed: Weighed, words: str) -> Callable[..., Mapping[str, tuple[Any, str]]]:
    """The amount the rule gives stands in the question beforehand, with `words` beside it."""

    def advice(*, matter: Any, step: Any) -> Mapping[str, tuple[Any, str]]:
        if step.name != "grant":
            return {}
        on, path = local_day(matter.opened_at), matter.unit_path
        verdict = weighed(matter.asker, all_answers(matter), on=on, path=path)
        return {"amount": (yuan(verdict.amount), words)} if verdict.amount else {}

    return advice
