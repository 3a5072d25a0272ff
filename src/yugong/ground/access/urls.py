"""Addresses of access."""

from django.urls import path

from yugong.ground.access import views

urlpatterns = [path("desk/seat/", views.take_seat, name="seat")]
