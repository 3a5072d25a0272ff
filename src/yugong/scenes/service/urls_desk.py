"""The addresses of this scene at the desk, below /desk/."""

from django.urls import include, path

from yugong.scenes.service import urls_health, urls_stations
from yugong.scenes.service.views import news_acts, news_desk, offerings, order_acts, order_desk, works_desk

urlpatterns = [
    *urls_health.desk,
    path("stations/", include(urls_stations)),
    path("orders/", order_desk.index, name="desk_orders"),
    path("orders/menu/", offerings.index, name="desk_offerings"),
    path("orders/menu/new/", offerings.new, name="desk_offering_new"),
    path("orders/menu/<uuid:offering_id>/", offerings.mend, name="desk_offering"),
    path("orders/menu/<uuid:offering_id>/close/", offerings.close, name="desk_offering_close"),
    path("orders/<uuid:order_id>/", order_desk.one, name="desk_order"),
    path("orders/<uuid:order_id>/<slug:deed>/", order_acts.act, name="desk_order_act"),
    path("news/", news_desk.index, name="desk_news"),
    path("news/new/", news_desk.new, name="desk_article_new"),
    path("news/works/", works_desk.index, name="desk_works"),
    path("news/works/<uuid:work_id>/", works_desk.one, name="desk_work"),
    path("news/works/<uuid:work_id>/picture/", works_desk.picture, name="desk_work_picture"),
    path("news/works/<uuid:work_id>/judge/", works_desk.judge, name="desk_work_judge"),
    path("news/<uuid:article_id>/", news_desk.one, name="desk_article"),
    path("news/<uuid:article_id>/mend/", news_desk.mend, name="desk_article_mend"),
    path("news/<uuid:article_id>/<slug:deed>/", news_acts.act, name="desk_article_act"),
]
