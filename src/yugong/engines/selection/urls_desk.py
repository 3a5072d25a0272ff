"""The addresses of contests at the desk, below /desk/."""

from django.urls import path

from yugong.engines.selection.views import desk, desk_acts

urlpatterns = [
    path("votes/", desk.index, name="desk_votes"),
    path("votes/new/<str:contest>/", desk_acts.new, name="desk_vote_new"),
    path("votes/<uuid:poll_id>/", desk.one, name="desk_vote"),
    path("votes/<uuid:poll_id>/mend/", desk_acts.mend, name="desk_vote_mend"),
    path("votes/<uuid:poll_id>/<slug:deed>/", desk_acts.act, name="desk_vote_act"),
]
