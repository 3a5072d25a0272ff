"""The addresses of this scene at the desk, below /desk/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
