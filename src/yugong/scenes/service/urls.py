"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.service import urls_health
from yugong.scenes.service.views import (
    news,
    news_works,
    order_menu,
    order_mine,
    station,
    station_photos,
    stations,
)

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
    path("stations/<uuid:station_id>/photos/", station_photos.of_steward, name="station_photos"),
    path("stations/<uuid:station_id>/photos/<uuid:photo_id>/", station_photos.picture, name="station_photo"),
    path("stations/<uuid:station_id>/door/", station.station_door, name="station_door"),
    path("news/", news.index, name="news"),
    path("news/tributes/", news.tributes, name="news_tributes"),
    path("news/works/", news_works.index, name="works"),
    path("news/works/new/", news_works.new, name="work_new"),
    path("news/works/<uuid:work_id>/", news_works.work, name="work"),
    path("news/works/<uuid:work_id>/picture/", news_works.picture, name="work_picture"),
    path("news/works/<uuid:work_id>/back/", news_works.take_back, name="work_take_back"),
    path("news/<uuid:article_id>/", news.article, name="news_article"),
]
