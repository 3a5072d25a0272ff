"""The addresses of this scene at the desk, below /desk/."""

from django.urls import path

from yugong.scenes.aid.views import chains_desk, goods, programme_goods, programme_new, programmes

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
]
