"""Choosing a look, and the gallery of all parts."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from yugong.ui import samples
from yugong.ui.look import CHOICES, keep
from yugong.ui.pages import page_or_fragment


@login_not_required
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the choices posted and go back to where they were made."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response: HttpResponse = HttpResponseRedirect(back)
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
    for key in CHOICES:
        if key in request.POST:
            keep(response, key, request.POST[key], secure=request.is_secure())
    return response


@login_not_required
@require_GET
def gallery(request: HttpRequest, shell: str = "desk") -> HttpResponse:
    """Every part in every state, on the desk or on the phone."""
    template = "ui/gallery_desk.html" if shell == "desk" else "ui/gallery_worker.html"
    return page_or_fragment(request, template, "", samples.gallery())
