"""The addresses of this scene at the desk, below /desk/."""

from django.urls import path

from yugong.scenes.rights.views import (
    law_desk,
    legal_aid,
    letters,
    mediation,
    mediation_bodies,
    mediation_new,
    overview,
    teams,
)

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
    path("law/", law_desk.answers, name="desk_consultations"),
    path("law/questions/<str:number>/", law_desk.answer, name="desk_consultation"),
    path("law/sessions/", law_desk.sessions, name="desk_law_sessions"),
    path("law/sessions/<uuid:session_id>/", law_desk.session, name="desk_law_session"),
    path("law/sessions/<uuid:session_id>/<slug:do>/", law_desk.session_act, name="desk_law_session_act"),
    path("legal-aid/", legal_aid.cases, name="desk_legal_aids"),
    path("legal-aid/lawyers/", legal_aid.lawyers, name="desk_lawyers"),
    path("legal-aid/lawyers/<uuid:lawyer_id>/end/", legal_aid.lawyer_end, name="desk_lawyer_end"),
    path("legal-aid/<str:number>/", legal_aid.case, name="desk_legal_aid"),
    path("mediations/", mediation.cases, name="desk_mediations"),
    path("mediations/new/", mediation_new.new, name="desk_mediation_new"),
    path("mediations/bodies/", mediation_bodies.bodies, name="desk_mediation_bodies"),
    path("mediations/bodies/<uuid:body_id>/", mediation_bodies.body, name="desk_mediation_body"),
    path(
        "mediations/bodies/<uuid:body_id>/<slug:do>/",
        mediation_bodies.change,
        name="desk_mediation_body_change",
    ),
    path("mediations/<str:number>/", mediation.case, name="desk_mediation"),
    path("mediations/<str:number>/link/", mediation.link, name="desk_mediation_link"),
    path("mediations/<str:number>/do/<slug:do>/", mediation.act, name="desk_mediation_act"),
    path("mediations/<str:number>/paper/<slug:form>/", mediation.file, name="desk_mediation_file"),
]
