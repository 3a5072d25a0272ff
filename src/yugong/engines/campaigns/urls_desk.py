"""The addresses of campaigns at the desk, below /desk/."""

from django.urls import path

from yugong.engines.campaigns.views import desk

urlpatterns = [
    path("activities/", desk.index, name="desk_activities"),
    path("activities/new/<str:gathering>/", desk.new, name="desk_activity_new"),
    path("activities/<uuid:campaign_id>/", desk.one, name="desk_activity"),
    path("activities/<uuid:campaign_id>/mend/", desk.mend, name="desk_activity_mend"),
    path("activities/<uuid:campaign_id>/door/", desk.door, name="desk_activity_door"),
    path("activities/<uuid:campaign_id>/<slug:deed>/", desk.act, name="desk_activity_act"),
]
