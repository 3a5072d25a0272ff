"""The addresses of numbers at the desk, below /desk/."""

from django.urls import path

from yugong.engines.indicators.views import exporting, lists, numbers

urlpatterns = [
    path("numbers/", numbers.index, name="desk_numbers"),
    path("numbers/<str:key>/", numbers.one, name="desk_measure"),
    path("numbers/<str:key>/export/", exporting.export, name="desk_measure_export"),
    path("lists/<uuid:list_id>/", lists.page, name="desk_list"),
    path("lists/<uuid:list_id>/file/", lists.take, name="desk_list_file"),
]
