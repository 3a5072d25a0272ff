"""Only the pages that an inbox needs, wherever the rest of the platform stands."""

from django.urls import include, path

urlpatterns = [
    path("", include("yugong.ground.notices.urls")),
    path("", include("yugong.ground.jobs.urls")),
    path("", include("yugong.ground.access.urls")),
    path("", include("yugong.ground.signin.urls")),
    path("", include("yugong.ui.urls")),
]
