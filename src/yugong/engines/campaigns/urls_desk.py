"""The addresses of campaigns at the desk, below /desk/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
