"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.rights import api
from yugong.scenes.rights.views import badges, calculating, law, mediation_new, mediation_room, report, served

urlpatterns = [
    path("help/", report.report, name="help"),
    path("help/find/", report.find, name="help_find"),
    path("letters/<str:secret>/", served.letter, name="served_letter"),
    path("letters/<str:secret>/<slug:form>/", served.file, name="served_letter_file"),
    path("reminders/", served.reminders, name="reminders"),
    path("reminders/<uuid:letter_id>/", served.reminder, name="reminder"),
    path("badge/", badges.mine, name="badges"),
    path("badge/<str:code>/", badges.check, name="badge_check"),
    path("mediation/", mediation_new.index, name="mediation"),
    path("mediation/<str:number>/", mediation_room.mine, name="my_mediation"),
    path("mediation/<str:number>/carry/", mediation_new.carry, name="mediation_carry"),
    path("mediation/<str:number>/paper/<slug:form>/", mediation_room.mine_file, name="my_mediation_file"),
    path("mediation-room/<str:secret>/", mediation_room.room, name="mediation_room"),
    path("mediation-room/<str:secret>/<slug:form>/", mediation_room.room_file, name="mediation_room_file"),
    path("law/", law.index, name="law"),
    path("law/questions/<uuid:answer_id>/", law.question, name="law_question"),
    path("law/answers/<str:number>/", law.mine, name="my_law_answer"),
    path("rights/calc/", calculating.index, name="calculators"),
    path("rights/calc/<slug:topic>/", calculating.one, name="calculator"),
    path("api/rights/calc/", api.calculator_list, name="api_calculators"),
    path("api/rights/calc/<slug:topic>", api.calculated, name="api_calculated"),
]
