"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.service import urls_health
from yugong.scenes.service.views import order_menu, order_mine, station, stations

urlpatterns = [
    *urls_health.phone,
    path("orders/", order_menu.index, name="orders"),
    path("orders/mine/<uuid:wish_id>/", order_mine.mine, name="order_mine"),
    path("orders/mine/<uuid:wish_id>/<slug:deed>/", order_mine.act, name="order_act"),
    path("orders/<uuid:offering_id>/", order_menu.thing, name="order_thing"),
    path("orders/<uuid:offering_id>/wish/", order_menu.wish, name="order_wish"),
    path("stations/", stations.stations, name="stations"),
    path("stations/places/", stations.station_places, name="station_places"),
    path("stations/<uuid:station_id>/", station.station, name="station"),
    path("stations/<uuid:station_id>/say/", station.station_say, name="station_say"),
    path("stations/<uuid:station_id>/unsay/<uuid:report_id>/", station.station_unsay, name="station_unsay"),
    path("stations/<uuid:station_id>/words/", station.station_impression, name="station_impression"),
    path("stations/<uuid:station_id>/door/", station.station_door, name="station_door"),
]
