"""The addresses of numbers at the desk, below /desk/."""

from django.urls import path

from yugong.engines.indicators.views import exporting, numbers

urlpatterns = [
    path("numbers/", numbers.index, name="desk_numbers"),
    path("numbers/<str:key>/", numbers.one, name="desk_measure"),
    path("numbers/<str:key>/export/", exporting.export, name="desk_measure_export"),
]
