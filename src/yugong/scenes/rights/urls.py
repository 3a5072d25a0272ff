"""The addresses of this scene."""

from django.urls import path

from yugong.scenes.rights import api
from yugong.scenes.rights.views import badges, calculating, report, served

urlpatterns = [
    path("help/", report.report, name="help"),
    path("help/find/", report.find, name="help_find"),
    path("letters/<str:secret>/", served.letter, name="served_letter"),
    path("letters/<str:secret>/<slug:form>/", served.file, name="served_letter_file"),
    path("reminders/", served.reminders, name="reminders"),
    path("reminders/<uuid:letter_id>/", served.reminder, name="reminder"),
    path("badge/", badges.mine, name="badges"),
    path("badge/<str:code>/", badges.check, name="badge_check"),
    path("rights/calc/", calculating.index, name="calculators"),
    path("rights/calc/<slug:topic>/", calculating.one, name="calculator"),
    path("api/rights/calc/", api.calculator_list, name="api_calculators"),
    path("api/rights/calc/<slug:topic>", api.calculated, name="api_calculated"),
]
