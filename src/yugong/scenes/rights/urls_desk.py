"""The addresses of this scene at the desk, below /desk/."""

from django.urls import path

from yugong.scenes.rights.views import letters, overview, teams

urlpatterns = [
    path("teams/", teams.index, name="desk_teams"),
    path("teams/form/", teams.form, name="desk_team_form"),
    path("teams/appoint/", teams.appoint, name="desk_team_appoint"),
    path("teams/<uuid:badge_id>/", teams.badge, name="desk_badge"),
    path("teams/<uuid:badge_id>/<slug:name>/", teams.change, name="desk_badge_change"),
    path("rights/", overview.overview, name="desk_rights"),
    path("rights/<slug:which>/", overview.listed, name="desk_rights_list"),
    path("letters/", letters.letters, name="desk_supervision_letters"),
    path("letters/new/", letters.new, name="desk_supervision_letter_new"),
    path("letters/<str:number>/", letters.letter, name="desk_supervision_letter"),
    path("letters/<str:number>/text/", letters.mend, name="desk_supervision_letter_mend"),
    path("letters/<str:number>/link/", letters.link, name="desk_supervision_letter_link"),
    path("letters/<str:number>/<slug:form>/", letters.file, name="desk_supervision_letter_file"),
]
