"""Addresses of the inbox on both faces."""

from django.urls import path

from yugong.ground.notices import views

DESK = {"desk": True}

urlpatterns = [
    path("messages/", views.messages, name="messages"),
    path("messages/read/", views.read_all, name="messages_read"),
    path("messages/<uuid:id>/", views.message, name="message"),
    path("desk/messages/", views.messages, DESK, name="desk_messages"),
    path("desk/messages/read/", views.read_all, DESK, name="desk_messages_read"),
    path("desk/messages/<uuid:id>/", views.message, DESK, name="desk_message"),
]
