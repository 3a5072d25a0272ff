"""The addresses of this scene at the desk, below /desk/."""

from django.urls import include, path

from yugong.scenes.service import urls_health, urls_stations
from yugong.scenes.service.views import offerings, order_acts, order_desk

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
]
