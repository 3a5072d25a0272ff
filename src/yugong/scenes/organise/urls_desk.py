"""The addresses of this scene at the desk, below /desk/."""

from django.urls import path

from yugong.scenes.organise.views import (
    calendar,
    changing,
    correcting,
    doubles,
    enrol,
    export,
    house,
    late,
    log,
    members,
    org,
    person,
    posts,
)

urlpatterns = [
    path("members/", members.members, name="desk_members"),
    path("members/export/", export.export, name="desk_members_export"),
    path("members/add/", enrol.add, name="desk_member_add"),
    path("members/<uuid:person_id>/", person.person, name="desk_person"),
    path("members/<uuid:person_id>/reveal/", person.reveal, name="desk_person_reveal"),
    path("members/<uuid:person_id>/amend/", enrol.amend, name="desk_person_amend"),
    path("members/<uuid:person_id>/stretches/<uuid:stretch_id>/", correcting.stretch, name="desk_stretch"),
    path("duplicates/", doubles.doubles, name="desk_duplicates"),
    path("duplicates/<uuid:keep_id>/<uuid:drop_id>/", doubles.pair, name="desk_pair"),
    path("merges/<uuid:merge_id>/undo/", doubles.undo, name="desk_unmerge"),
    path("org/", org.tree, name="desk_org"),
    path("org/late/", late.late, name="desk_late"),
    path("org/late/<int:employer_id>/letter/", late.issue, name="desk_late_letter"),
    path("org/letters/<uuid:letter_id>/<slug:form>/", late.letter, name="desk_letter"),
    path("org/<int:unit_id>/", org.unit, name="desk_org_unit"),
    path("org/<int:unit_id>/below/", org.below, name="desk_org_below"),
    path("org/<int:unit_id>/poster/", org.poster, name="desk_org_poster"),
    path("org/<int:unit_id>/term/", posts.term, name="desk_org_term"),
    path("org/<int:unit_id>/change/<slug:how>/", changing.change, name="desk_org_change"),
    path("org/<int:unit_id>/posts/add/", posts.add, name="desk_post_add"),
    path("org/<int:unit_id>/posts/<int:tenure_id>/end/", posts.end, name="desk_post_end"),
    path("house/", house.parameters, name="desk_house"),
    path("house/parameters/<str:key>/", house.set_one, name="desk_parameter"),
    path("house/holidays/", calendar.calendar, name="desk_holidays"),
    path("house/roles/", house.all_roles, name="desk_roles"),
    path("house/log/", log.log, name="desk_log"),
]
