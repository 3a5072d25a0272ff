"""Addresses of signing in; none of allauth's own is reachable."""

from django.urls import path

from yugong.ground.signin.views import desk, emergency, federated, first, house, phone, resetting

urlpatterns = [
    path("login/", phone.ask_phone, name="login"),
    path("login/code/", phone.ask_code, name="login_code"),
    path("login/federated/", federated.leave_for, name="login_federated"),
    path("login/federated/back/", federated.come_back, name="login_federated_back"),
    path("desk/login/", desk.ask_password, name="desk_login"),
    path("desk/login/second/", desk.ask_second, name="desk_second"),
    path("desk/login/enrol/", desk.enrol, name="desk_enrol"),
    path("desk/emergency/", emergency.desk, name="desk_emergency"),
    path("desk/emergency/<int:id>/<slug:deed>/", emergency.answer, name="desk_emergency_answer"),
    path("desk/accounts/", resetting.accounts, name="desk_accounts"),
    path("logout/", house.leave, name="logout"),
    path("me/desk/", first.first_password, name="first_password"),
    path("me/sessions/", house.mine, name="sessions"),
    path("desk/sessions/", house.mine, name="desk_sessions"),
]
