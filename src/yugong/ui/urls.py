"""Pages of the design system itself."""

from django.urls import path

from yugong.ui import views

urlpatterns = [
    path("look/", views.look, name="look"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/phone/", views.gallery, {"shell": "worker"}, name="gallery_phone"),
]
