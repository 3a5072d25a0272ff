"""The pages of the house and two that break: one by a bug, one by a database that is away."""

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.urls import path

from yugong.site import urls
from yugong.site.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def bug(request):
    raise RuntimeError("李小江 13800000101")


@login_not_required
def away(request):
    raise OperationalError("connection to 10.0.0.1 failed")


urlpatterns = [path("bug/", bug), path("desk/away/", away), *urls.urlpatterns]
