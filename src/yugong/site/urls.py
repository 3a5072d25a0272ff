"""The whole URL map on one page."""

from django.urls import path

from yugong.site import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
