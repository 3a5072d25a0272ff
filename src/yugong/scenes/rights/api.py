"""The calculators for programs: GET answers JSON, open to all, counted by network address, never stored."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.signin.limits import insist
from yugong.ground.signin.place import place_of
from yugong.kernel import calc
from yugong.kernel.calculating import Calculator, calculators
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field
from yugong.scenes.rights.queries import figures
from yugong.ui.machines import answer, given, refusal


@login_not_required
@require_GET
def calculator_list(request: HttpRequest) -> JsonResponse:
    """Every topic with its fields and an example."""
    return answer({"topics": [described(one) for one in calculators]})


@login_not_required
@require_GET
def calculated(request: HttpRequest, topic: str) -> JsonResponse:
    """The answer of one topic; a refusal says which field and why."""
    now = timezone.now()
    try:
        insist(figures.PLACE, place_of(request), at=now)
        if topic not in calculators:
            raise Refused(
                f"没有“{topic}”这个计算，可用的有：{'、'.join(calculators.keys())}。", code="calc_topic"
            )
        basis = figures.basis(local_day(now))
        found = calc.run(
            topic,
            given(request, "calc"),
            today=basis.today,
            calendar=basis.calendar,
            parameters=basis.parameters,
        )
    except Refused as refused:
        return refusal(refused, unknown="calc_topic")
    return answer(found)


def described(one: Calculator) -> dict[str, Any]:
    """A topic as a program needs it."""
    return {
        "topic": one.key,
        "name": one.name,
        "asks": one.asks,
        "url": reverse("api_calculated", args=[one.key]),
        "fields": [field_of(each) for each in one.fields],
        "example": dict(one.cases[0].given),
    }


def field_of(asked: Field) -> dict[str, Any]:
    """A field: name, label, hint, whether it may be left out, and what may be chosen."""
    found = {"name": asked.name, "label": asked.label, "hint": asked.hint, "optional": asked.optional}
    options = [key for key, _ in getattr(asked, "options", ())]
    return found | ({"options": options} if options else {})
