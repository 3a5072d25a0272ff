"""The addresses of contests."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
