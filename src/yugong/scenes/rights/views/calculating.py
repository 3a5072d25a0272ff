"""The calculators on the phone: without an account, without scripts; what is typed is never stored."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.signin.limits import insist
from yugong.ground.signin.place import place_of
from yugong.kernel.calculating import Answer, Calculator, calculators
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.rights.queries import figures
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

GROUPS = (("time", "多久、哪天前"), ("money", "多少钱"), ("help", "找谁帮"))


def topic_of(key: str) -> Calculator:
    """The calculator of an address."""
    if key not in calculators:
        raise Http404
    return calculators[key]


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every calculator, by what it tells."""
    groups = [(name, [one for one in calculators if one.group == key]) for key, name in GROUPS]
    return page_or_fragment(request, "rights/calculators.html", context={"groups": groups, "tab": "help"})


@login_not_required
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, topic: str) -> HttpResponse:
    """One calculator: the form, and below it what comes out with its steps and articles."""
    asked, now = topic_of(topic), timezone.now()
    example = asked.cases[0] if "example" in request.GET else None
    words = {k: str(v) for k, v in request.POST.items()} if request.method == "POST" else {}
    words = dict(example.given) if example and not words else words
    found: Answer | None = None
    errors: dict[str, Refused] = {}
    if words:
        try:
            insist(figures.PLACE, place_of(request), at=now)
            found = asked.answer(words, figures.basis(local_day(now)))
        except Refused as refused:
            errors[refused.field] = refused
    limited = any(why.code == "limited" for why in errors.values())
    context = {
        "asked": asked,
        "form": forms.form(asked.fields, words, errors),
        "found": found,
        "example": example,
        "tab": "help",
    }
    status = 429 if limited else 422 if errors else 200
    return page_or_fragment(request, "rights/calculator.html", context=context, status=status)
