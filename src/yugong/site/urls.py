"""The whole URL map on one page."""

from django.urls import include, path

from yugong.site import health

urlpatterns = [
    path("", include("yugong.ui.urls")),
    path("", include("yugong.ground.access.urls")),
    path("", include("yugong.ground.signin.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
