"""The addresses of stations at the desk, below /desk/stations/."""

from django.urls import path

from yugong.scenes.service.views import (
    station_checking,
    station_desk,
    station_editing,
    station_importing,
    station_page,
    station_papers,
    station_photos,
    station_placing,
    station_stewards,
)

urlpatterns = [
    path("", station_desk.index, name="desk_stations"),
    path("new/", station_editing.new, name="desk_station_new"),
    path("export/", station_papers.export, name="desk_station_export"),
    path("stewards/", station_stewards.stewards, name="desk_stewards"),
    path("tables/", station_importing.imports, name="desk_station_imports"),
    path("tables/empty/", station_importing.empty, name="desk_station_empty"),
    path("tables/<uuid:taken_id>/", station_importing.taken, name="desk_station_import"),
    path("tables/<uuid:taken_id>/rejected/", station_importing.rejected, name="desk_station_rejected"),
    path("tables/<uuid:taken_id>/<slug:do>/", station_importing.act, name="desk_station_import_act"),
    path("<uuid:station_id>/", station_page.station, name="desk_station"),
    path("<uuid:station_id>/change/", station_editing.change, name="desk_station_change"),
    path("<uuid:station_id>/photos/", station_photos.at_desk, name="desk_station_photos"),
    path("<uuid:station_id>/close/", station_editing.close, name="desk_station_close"),
    path("<uuid:station_id>/place/", station_placing.place, name="desk_station_place"),
    path("<uuid:station_id>/map.svg", station_placing.picture, name="desk_station_map"),
    path("<uuid:station_id>/check/", station_checking.check, name="desk_station_check"),
    path("<uuid:station_id>/poster/", station_papers.poster, name="desk_station_poster"),
]
