"""The whole URL map on one page."""

from django.urls import include, path

from yugong.site import finding, health, homes

handler400 = "yugong.site.errors.bad_request"
handler403 = "yugong.site.errors.forbidden"
handler404 = "yugong.site.errors.not_found"
handler500 = "yugong.site.errors.failed"

urlpatterns = [
    path("", homes.home, name="home"),
    path("services/", homes.services, name="services"),
    path("desk/find/", finding.find, name="desk_find"),
    path("", include("yugong.scenes.organise.urls")),
    path("desk/rosters/", include("yugong.scenes.organise.urls_rosters")),
    path("", include("yugong.scenes.rights.urls")),
    path("", include("yugong.scenes.aid.urls")),
    path("", include("yugong.scenes.service.urls")),
    path("", include("yugong.engines.campaigns.urls")),
    path("", include("yugong.engines.selection.urls")),
    path("", include("yugong.engines.ledger.urls")),
    path("", include("yugong.engines.matters.urls")),
    path("partner/", include("yugong.engines.matters.urls_partner")),
    path("partner/", include("yugong.scenes.service.urls_partner")),
    path("", include("yugong.ground.notices.urls")),
    path("", include("yugong.ground.files.urls")),
    path("", include("yugong.ground.jobs.urls")),
    path("", include("yugong.ground.access.urls")),
    path("", include("yugong.ground.signin.urls")),
    path("", include("yugong.ui.urls")),
    path("desk/", include("yugong.scenes.organise.urls_desk")),
    path("desk/", include("yugong.scenes.rights.urls_desk")),
    path("desk/", include("yugong.scenes.aid.urls_desk")),
    path("desk/", include("yugong.scenes.service.urls_desk")),
    path("desk/", include("yugong.engines.campaigns.urls_desk")),
    path("desk/", include("yugong.engines.selection.urls_desk")),
    path("desk/", include("yugong.engines.indicators.urls_desk")),
    path("desk/", include("yugong.engines.ledger.urls_desk")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
