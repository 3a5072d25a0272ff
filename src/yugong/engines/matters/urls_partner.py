"""Addresses of the partner's front door: his agency's desk, and the one-time link."""

from django.urls import path

from yugong.engines.matters.views import link, partner

urlpatterns = [
    path("", partner.inbox, name="partner_inbox"),
    path("<uuid:id>/", partner.item, name="partner_item"),
    path("<uuid:id>/take/", partner.take, name="partner_take"),
    path("<uuid:id>/answer/", partner.answer, name="partner_answer"),
    path("<uuid:id>/files/<uuid:file_id>/", partner.file, name="partner_file"),
    path("link/<str:secret>/", link.enter, name="partner_link"),
    path("link/<str:secret>/take/", link.take, name="partner_link_take"),
    path("link/<str:secret>/answer/", link.answer, name="partner_link_answer"),
    path("link/<str:secret>/files/<uuid:file_id>/", link.file, name="partner_link_file"),
]
