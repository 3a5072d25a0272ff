"""The addresses of health: on the phone, at the desk, and the hospital's own."""

from django.urls import path

from yugong.scenes.service.views import (
    counsel,
    desk_counsel,
    desk_health,
    desk_mentors,
    desk_screening,
    health,
    hospital,
    mentors,
    screening,
)

phone = [
    path("health/", health.index, name="health"),
    path("health/best/", health.hundred_best, name="best"),
    path("health/screening/<uuid:screening_id>/", screening.one, name="screening"),
    path("health/screening/<uuid:screening_id>/<slug:deed>/", screening.act, name="screening_act"),
    path("health/mentors/", mentors.index, name="mentors"),
    path("health/mentors/<uuid:mentor_id>/", mentors.one, name="mentor"),
    path("health/mentors/<uuid:mentor_id>/<slug:deed>/", mentors.act, name="mentor_act"),
    path("health/counsel/", counsel.index, name="counsel"),
    path("health/counsel/<slug:deed>/", counsel.act, name="counsel_act"),
]
desk = [
    path("health/", desk_health.index, name="desk_health"),
    path("health/best/", desk_health.hundred_best, name="desk_best"),
    path("health/screenings/new/", desk_screening.new, name="desk_screening_new"),
    path("health/screenings/<uuid:screening_id>/", desk_screening.one, name="desk_screening"),
    path("health/screenings/<uuid:screening_id>/<slug:deed>/", desk_screening.act, name="desk_screening_act"),
    path("health/mentors/new/", desk_mentors.new, name="desk_mentor_new"),
    path("health/mentors/<uuid:mentor_id>/", desk_mentors.one, name="desk_mentor"),
    path("health/mentors/<uuid:mentor_id>/<slug:deed>/", desk_mentors.act, name="desk_mentor_act"),
    path("health/counsellors/new/", desk_counsel.new, name="desk_counsellor_new"),
    path("health/counsel/", desk_counsel.mine, name="desk_counsel"),
    path("health/counsel/<uuid:counsel_id>/", desk_counsel.one, name="desk_counsel_one"),
]
partner = [
    path("screening/", hospital.index, name="partner_screening"),
    path("screening/<uuid:examinee_id>/came/", hospital.came, name="partner_screening_came"),
]
