"""The addresses of campaigns at the desk, below /desk/."""

from django.urls import path

from yugong.engines.campaigns.views import desk, desk_acts, desk_drafts

urlpatterns = [
    path("activities/", desk.index, name="desk_activities"),
    path("activities/new/<str:gathering>/", desk_drafts.new, name="desk_activity_new"),
    path("activities/<uuid:campaign_id>/", desk.one, name="desk_activity"),
    path("activities/<uuid:campaign_id>/mend/", desk_drafts.mend, name="desk_activity_mend"),
    path("activities/<uuid:campaign_id>/door/", desk_acts.door, name="desk_activity_door"),
    path("activities/<uuid:campaign_id>/<slug:deed>/", desk_acts.act, name="desk_activity_act"),
]
