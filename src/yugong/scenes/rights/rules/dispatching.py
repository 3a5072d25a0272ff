"""What the dispatcher is advised, with the reason: the item, the union, the class; and what is special."""

from collections.abc import Mapping
from typing import Any

from yugong.engines.matters.queries import Matter, all_answers
from yugong.kernel.flow import Move
from yugong.scenes.rights.rules import asking, routing, topics
from yugong.scenes.rights.rules.listening import CHANNELS

HARD = ("injury", "disease", "layoff", "dispatch", "harassment")
COMPLEX = ("death",)
Advice = dict[str, tuple[Any, str]]


def marks(*, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Hidden from the employer, a class above the ordinary, collective."""
    found = []
    if answers.get("channel"):
        found.append(("out", CHANNELS.get(answers["channel"], "")))
    if answers.get("hidden") == "yes":
        found.append(("warn", "对单位隐名"))
    if answers.get("difficulty") in ("hard", "complex"):
        found.append(("info", asking.CLASS.show(answers["difficulty"], full=True)))
    if answers.get("collective"):
        found.append(("bad", "集体诉求"))
    return found


def advice(*, matter: Matter, step: Move) -> Advice:
    """What stands in the questions of the dispatch and the ruling beforehand."""
    if step.name == "accept":
        return _dispatch(matter)
    if step.name == "uphold" and matter.answers.get("to"):
        return {"to": (matter.answers["to"], "退单时建议的工会")}
    return {}


def _dispatch(matter: Matter) -> Advice:
    answers = all_answers(matter)
    found: Advice = {"difficulty": difficulty(matter)}
    if (route := routing.route(asker=matter.asker, answers=answers)) is not None:
        found["to"] = (route.unit.pk, route.why)
    guess = topics.suggest(str(answers.get("story") or ""))
    if guess and guess.item.key != answers["topic"]:
        found["topic_as"] = (guess.item.key, f"{guess.why}，不对就清空")
    return found


def difficulty(matter: Matter) -> tuple[str, str]:
    """The class as who took the call said, else by item and by whether it is a collective claim."""
    if said := matter.answers.get("class_said"):
        return said, "接听时定的，不对请改"
    return of_topic(matter.answers["topic"], collective=bool(matter.answers.get("collective")))


def of_topic(topic: str, *, collective: bool = False) -> tuple[str, str]:
    """The usual class of an item."""
    if topic in COMPLEX:
        return "complex", f"「{topics.label(topic)}」一般按特别复杂办"
    if topic in HARD or collective:
        return "hard", "集体诉求按疑难办" if collective else "这一类一般按疑难办"
    return "ordinary", "按一般诉求办，不对请改"
