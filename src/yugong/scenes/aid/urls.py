"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.aid import api
from yugong.scenes.aid.views import (
    chains,
    consenting,
    front,
    household,
    mine,
    mutual_papers,
    mutual_phone,
    offers,
    parcels,
    rules,
)

urlpatterns = [
    path("aid/mutual/", mutual_phone.mine, name="my_mutual"),
    path("aid/mutual/leads/<uuid:lead_id>/<slug:do>/", mutual_phone.answer, name="my_mutual_answer"),
    path("aid/mutual/<uuid:cover_id>/<slug:form>/", mutual_papers.own, name="my_mutual_certificate"),
    path("aid/mine/", parcels.mine, name="aid_mine"),
    path("aid/parcels/<uuid:parcel_id>/", parcels.parcel, name="parcel"),
    path("aid/collect/<str:stand>/", parcels.collect, name="collect"),
    path("aid/posted/<uuid:programme_id>/", parcels.posted, name="aid_posted"),
    path("aid/chain/<uuid:chain_id>/", chains.mine, name="my_chain"),
    path("aid/offers/", offers.mine, name="my_offers"),
    path("aid/offers/<uuid:offer_id>/<slug:do>/", offers.answer, name="offer_answer"),
    path("aid/", front.front, name="aid"),
    path("aid/hardship/", household.start, name="hardship"),
    path("aid/hardship/drop/", household.drop, name="hardship_drop"),
    path("aid/hardship/people/", household.people, name="hardship_people"),
    path("aid/hardship/people/add/", household.person, name="hardship_add"),
    path("aid/hardship/people/<uuid:member_id>/", household.person, name="hardship_person"),
    path("aid/hardship/people/<uuid:member_id>/off/", household.person_off, name="hardship_off"),
    path("aid/hardship/consents/", consenting.consents, name="hardship_consents"),
    path("aid/hardship/consents/<uuid:member_id>/", consenting.send, name="hardship_ask"),
    path("aid/hardship/check/", household.check, name="hardship_check"),
    path("aid/hardship/<slug:topic>/", household.topic, name="hardship_topic"),
    path("aid/consent/<str:secret>/", consenting.answer, name="household_consent"),
    path("aid/file/", mine.mine, name="household_mine"),
    path("aid/file/review/", mine.review, name="household_review"),
    path("aid/file/withdraw/", mine.withdraw, name="household_withdraw"),
    path("aid/posting/", front.posting, name="aid_posting"),
    path("aid/posting/<uuid:posting_id>/", front.objecting, name="aid_objecting"),
    path("aid/rules/", rules.index, name="aid_rules"),
    path("aid/rules/<str:key>/", rules.one, name="aid_rule"),
    path("api/aid/rules/", api.rule_list, name="api_aid_rules"),
    path("api/aid/rules/<str:key>", api.explained, name="api_aid_rule"),
]
