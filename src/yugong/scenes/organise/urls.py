"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.organise.views import card, certificate, forming, join, me, moving, own_check, own_phone

urlpatterns = [
    path("join/", join.start, name="join"),
    path("join/u/<slug:code>/", join.invited, name="join_invited"),
    path("join/who/", join.who, name="join_who"),
    path("join/union/", join.union, name="join_union"),
    path("unions/<int:founding_id>/", forming.forming, name="forming"),
    path("card/", card.card, name="card"),
    path("transfer/", moving.transfer, name="transfer"),
    path("card/revoke/", card.revoke, name="card_revoke"),
    path("card/code/", card.code, name="card_code"),
    path("verify/<str:secret>/", card.verify, name="verify"),
    path("certificates/<str:number>/<str:form>/", certificate.download, name="certificate"),
    path("check/<str:code>/", certificate.check, name="certificate_check"),
    path("me/", me.me, name="me"),
    path("me/seen/", me.seen, name="me_seen"),
    path("me/same/", own_check.same, name="me_same"),
    path("me/phone/", own_phone.ask, name="me_phone"),
    path("me/phone/code/", own_phone.answer, name="me_phone_code"),
    path("me/consents/", me.consents, name="me_consents"),
]
