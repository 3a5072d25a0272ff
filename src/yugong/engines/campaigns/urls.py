"""The addresses of campaigns."""

from django.urls import path

from yugong.engines.campaigns.views import lots, phone, proofs, there

urlpatterns = [
    path("activities/", phone.index, name="activities"),
    path("activities/<uuid:campaign_id>/", phone.activity, name="activity"),
    path("activities/<uuid:campaign_id>/here/", there.here, name="activity_here"),
    path("activities/<uuid:campaign_id>/say/", there.say, name="activity_say"),
    path("activities/<uuid:campaign_id>/lot/", lots.lot, name="activity_lot"),
    path("activities/<uuid:campaign_id>/lot/record.json", lots.lot_file, name="activity_lot_file"),
    path(
        "activities/<uuid:campaign_id>/certificate/<str:form>/",
        proofs.certificate,
        name="activity_certificate",
    ),
    path("activities/<uuid:campaign_id>/proof/<str:code>/", proofs.check, name="activity_proof"),
    path("activities/<uuid:campaign_id>/<slug:deed>/", phone.act, name="activity_act"),
]
