"""The addresses of this scene at the desk, below /desk/."""

from django.urls import path

from yugong.scenes.aid.views import (
    chains_desk,
    facts,
    goods,
    offers_desk,
    programme_goods,
    programme_new,
    programmes,
    sandbox,
)

urlpatterns = [
    path("aid/programmes/", programmes.index, name="desk_programmes"),
    path("aid/programmes/new/", programme_new.new, name="desk_programme_new"),
    path("aid/programmes/<uuid:programme_id>/", programmes.programme, name="desk_programme"),
    path("aid/programmes/<uuid:programme_id>/list/", programme_new.listed, name="desk_programme_list"),
    path("aid/programmes/<uuid:programme_id>/goods/", programme_goods.goods, name="desk_programme_goods"),
    path("aid/programmes/<uuid:programme_id>/decide/", programmes.decide, name="desk_programme_decide"),
    path("aid/programmes/<uuid:programme_id>/<slug:do>/", programmes.act, name="desk_programme_act"),
    path("aid/goods/", goods.stand, name="desk_goods"),
    path("aid/goods/shares/<uuid:share_id>/", goods.receive, name="desk_share"),
    path("aid/goods/<str:code>/", goods.parcel, name="desk_parcel"),
    path("aid/chains/", chains_desk.index, name="desk_chains"),
    path("aid/chains/posts/", chains_desk.posts, name="desk_chain_posts"),
    path("aid/chains/<uuid:chain_id>/", chains_desk.chain, name="desk_chain"),
    path("aid/chains/<uuid:chain_id>/<uuid:link_id>/<slug:do>/", chains_desk.act, name="desk_chain_act"),
    path("aid/offers/", offers_desk.offers, name="desk_offers"),
    path("aid/offers/scan/", offers_desk.search, name="desk_offers_scan"),
    path("aid/offers/<uuid:offer_id>/", offers_desk.offer, name="desk_offer"),
    path("aid/offers/<uuid:offer_id>/called/", offers_desk.called, name="desk_offer_called"),
    path("aid/facts/", facts.imports, name="desk_facts_imports"),
    path("aid/facts/<uuid:import_id>/", facts.imported, name="desk_facts_import"),
    path("aid/sandbox/", sandbox.sandbox, name="desk_sandbox"),
    path("aid/sandbox/list/<slug:which>/", sandbox.listed, name="desk_sandbox_list"),
    path("aid/sandbox/trials/<uuid:trial_id>/", sandbox.trial, name="desk_trial"),
    path("aid/sandbox/trials/<uuid:trial_id>/<slug:form>/", sandbox.trial_file, name="desk_trial_file"),
]
