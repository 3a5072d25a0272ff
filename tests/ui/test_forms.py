"""Forms: from declared fields to parts with errors, kept values and a masked summary."""

import pytest
from django.http import QueryDict

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.fields import Choice, Files, LongText, Number, Phone, Text
from yugong.ui import forms

FIELDS = (
    Phone("phone", "手机号"),
    Choice("trade", "行当", of=(("rider", "送外卖"), ("driver", "开网约车"))),
    Number("days", "天数", unit="天"),
    Text("place", "地方", optional=True),
    LongText("story", "经过", personal=True),
    Files("proof", "凭证", optional=True, most=3),
)


def test_a_form_keeps_values_and_errors():
    form = forms.form(
        FIELDS, {"phone": "138 8321 567"}, {"phone": Refused("少一位", field="phone"), "": "请再看一遍"}
    )
    assert form.errors == (("", "请再看一遍"), ("f-phone", "少一位"))
    assert form["phone"].length == 10
    assert form["phone"].digits == 11
    assert form["phone"].described_by == "f-phone-e"
    assert form["days"].affix == "天"
    assert form["proof"].accept == "image/*,application/pdf"
    with pytest.raises(Broken, match="'nobody'"):
        form["nobody"]


def test_several_values_of_one_name_are_kept():
    assert forms.form(FIELDS, QueryDict("proof=1&proof=2"))["proof"].value == ["1", "2"]


def test_an_error_is_tied_to_its_field(env):
    form = forms.form(FIELDS, {}, {"phone": "少一位"})
    page = env.from_string("{{ ui.fields(form) }}").render(form=form)
    assert '<a href="#f-phone">少一位</a>' in page
    assert 'aria-describedby="f-phone-e" aria-invalid="true"' in page
    assert page.count("选填") == 2


def test_a_choice_shows_what_was_chosen(env):
    form = forms.form(FIELDS, {"trade": "driver"})
    page = env.from_string("{{ ui.field(form['trade']) }}").render(form=form)
    assert 'value="driver" checked' in page
    assert 'value="rider" checked' not in page


def test_only_fields_that_ask_are_kept_on_the_device(env):
    more = {name: {"draft": True} for name in ("phone", "story", "place")}
    form = forms.form(FIELDS, more=more)
    kept = [
        part.name for part in form.parts if "data-keep" in env.from_string("{{ ui.field(p) }}").render(p=part)
    ]
    assert kept == ["place"]


def test_a_submission_carries_its_key(env):
    page = env.from_string("{% call ui.form('') %}{% endcall %}").render()
    assert 'name="once" value="' in page
    assert "data-once" in page


def test_a_password_is_never_sent_back(env):
    part = forms.part("password", "密码", "password", value="secret")
    assert "secret" not in env.from_string("{{ ui.field(p) }}").render(p=part)


def test_a_summary_masks_what_is_personal():
    values = {"phone": "13800005678", "trade": "rider"}
    assert forms.summary(FIELDS, values) == [("手机号", "138****5678"), ("行当", "送外卖")]
    assert forms.summary(FIELDS, values, full=True)[0] == ("手机号", "13800005678")


def test_an_unknown_widget_is_named():
    with pytest.raises(Broken, match="'slider'"):
        forms.part("a", "b", "slider")
