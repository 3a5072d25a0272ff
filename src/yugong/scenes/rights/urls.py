"""The addresses of this scene."""

from django.urls import URLPattern, path

from yugong.scenes.rights import api
from yugong.scenes.rights.views import calculating

urlpatterns: list[URLPattern] = [
    path("rights/calc/", calculating.index, name="calculators"),
    path("rights/calc/<slug:topic>/", calculating.one, name="calculator"),
    path("api/rights/calc/", api.calculator_list, name="api_calculators"),
    path("api/rights/calc/<slug:topic>", api.calculated, name="api_calculated"),
]
