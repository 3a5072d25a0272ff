"""The addresses of this scene."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
