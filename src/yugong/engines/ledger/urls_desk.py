"""The addresses of the books at the desk, below /desk/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
