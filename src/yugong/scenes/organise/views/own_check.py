"""你的信息还对吗？One tap on the phone's first page says that nothing changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions.confirming import confirm_self
from yugong.scenes.organise.views import oneself


@require_POST
def same(request: HttpRequest) -> HttpResponse:
    """Nothing changed."""
    person = Person.objects.get(pk=oneself.registered(request).pk)
    try:
        confirm_self(person=person, by=actor_of(request).seated(None), at=timezone.now())
        messages.success(request, "谢谢，已记下没有变化。")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("/")
