"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.aid.views import chains, offers, parcels

urlpatterns = [
    path("aid/mine/", parcels.mine, name="aid_mine"),
    path("aid/parcels/<uuid:parcel_id>/", parcels.parcel, name="parcel"),
    path("aid/collect/<str:stand>/", parcels.collect, name="collect"),
    path("aid/posted/<uuid:programme_id>/", parcels.posted, name="aid_posted"),
    path("aid/chain/<uuid:chain_id>/", chains.mine, name="my_chain"),
    path("aid/offers/", offers.mine, name="my_offers"),
    path("aid/offers/<uuid:offer_id>/<slug:do>/", offers.answer, name="offer_answer"),
]
