"""Addresses of matters: the form of a kind, one's own list, the desk's worklist."""

from django.urls import path

from yugong.engines.matters.views import (
    acts,
    apply,
    behalf,
    desk,
    follow,
    handing,
    searching,
    watching,
    worker,
)

urlpatterns = [
    path("apply/<str:kind>/", apply.apply, name="apply"),
    path("apply/<str:kind>/find/<str:name>/", apply.find, name="apply_find"),
    path("follow/", follow.follow, name="follow"),
    path("m/", worker.my_matters, name="my_matters"),
    path("m/<str:number>/", worker.matter, name="matter"),
    path("m/<str:number>/say/", worker.say, name="matter_say"),
    path("m/<str:number>/urge/", worker.urge, name="matter_urge"),
    path("m/<str:number>/move/<str:name>/", worker.move, name="matter_move"),
    path("desk/", desk.inbox, name="desk_inbox"),
    path("desk/open/<str:kind>/<uuid:person_id>/", behalf.open_for, name="desk_open"),
    path("desk/bulk/", acts.bulk, name="desk_bulk"),
    path("desk/matters/<str:number>/", desk.matter, name="desk_matter"),
    path("desk/matters/<str:number>/do/<str:name>/", acts.act, name="desk_act"),
    path("desk/matters/<str:number>/move/<str:name>/", acts.move, name="desk_move"),
    path("desk/matters/<str:number>/watch/<slug:name>/", watching.watch, name="desk_watch"),
    path("desk/matters/<str:number>/find/<str:move>/<str:name>/", searching.find, name="desk_find"),
    path("desk/matters/<str:number>/transfer/", acts.transfer, name="desk_transfer"),
    path("desk/matters/<str:number>/hand/", handing.send, name="desk_hand"),
    path("desk/matters/<str:number>/hand/<uuid:id>/<slug:deed>/", handing.deed, name="desk_hand_deed"),
    path("desk/matters/<str:number>/reveal/", acts.reveal, name="desk_reveal"),
    path("desk/matters/<str:number>/casefile/", acts.take_out, name="desk_casefile"),
]
