"""The address of a job's progress."""

from django.urls import path

from yugong.ground.jobs import views

urlpatterns = [path("desk/jobs/<uuid:id>/", views.progress, name="desk_job")]
