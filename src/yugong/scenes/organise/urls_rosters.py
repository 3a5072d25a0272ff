"""The addresses of rosters at the desk, below /desk/rosters/."""

from django.urls import path

from yugong.scenes.organise.views import roster_columns, roster_new, rosters

urlpatterns = [
    path("", rosters.rosters, name="desk_rosters"),
    path("new/", roster_new.new, name="desk_roster_new"),
    path("empty/", rosters.empty, name="desk_roster_empty"),
    path("<uuid:roster_id>/", rosters.roster, name="desk_roster"),
    path("<uuid:roster_id>/columns/", roster_columns.columns, name="desk_roster_columns"),
    path("<uuid:roster_id>/confirm/", rosters.confirm, name="desk_roster_confirm"),
    path("<uuid:roster_id>/again/", rosters.again, name="desk_roster_again"),
    path("<uuid:roster_id>/drop/", rosters.drop, name="desk_roster_drop"),
    path("<uuid:roster_id>/rejected/", rosters.rejected, name="desk_roster_rejected"),
]
