"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.service.views import order_menu, order_mine

urlpatterns = [
    path("orders/", order_menu.index, name="orders"),
    path("orders/mine/<uuid:wish_id>/", order_mine.mine, name="order_mine"),
    path("orders/mine/<uuid:wish_id>/<slug:deed>/", order_mine.act, name="order_act"),
    path("orders/<uuid:offering_id>/", order_menu.thing, name="order_thing"),
    path("orders/<uuid:offering_id>/wish/", order_menu.wish, name="order_wish"),
]
