"""The address of files, apart from every page and every static folder."""

from django.urls import path

from yugong.ground.files import views

urlpatterns = [path("files/<uuid:id>/", views.file, name="file")]
