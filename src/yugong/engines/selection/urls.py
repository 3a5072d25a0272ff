"""The addresses of contests."""

from django.urls import path

from yugong.engines.selection.views import casting, phone, scoring

urlpatterns = [
    path("votes/", phone.index, name="votes"),
    path("votes/<uuid:poll_id>/", phone.vote, name="vote_page"),
    path("votes/<uuid:poll_id>/paper/", casting.paper, name="vote_paper"),
    path("votes/<uuid:poll_id>/ballots/", casting.ballots_page, name="vote_ballots"),
    path("votes/<uuid:poll_id>/ballots/list.json", phone.list_file, name="vote_list_file"),
    path("votes/<uuid:poll_id>/result/", phone.result, name="vote_result"),
    path("votes/<uuid:poll_id>/jury/", scoring.jury, name="vote_jury"),
    path("votes/<uuid:poll_id>/report/", scoring.report, name="vote_report"),
]
