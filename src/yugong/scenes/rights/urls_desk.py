"""The addresses of this scene at the desk, below /desk/."""

from django.urls import path

from yugong.scenes.rights.views import letters

urlpatterns = [
    path("letters/", letters.letters, name="desk_supervision_letters"),
    path("letters/new/", letters.new, name="desk_supervision_letter_new"),
    path("letters/<str:number>/", letters.letter, name="desk_supervision_letter"),
    path("letters/<str:number>/text/", letters.mend, name="desk_supervision_letter_mend"),
    path("letters/<str:number>/link/", letters.link, name="desk_supervision_letter_link"),
    path("letters/<str:number>/<slug:form>/", letters.file, name="desk_supervision_letter_file"),
]
