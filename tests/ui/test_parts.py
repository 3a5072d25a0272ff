"""Parts: every macro renders in the gallery, is strict, and needs neither inline style nor inline script."""

import re

import pytest
from jinja2 import nodes
from jinja2.exceptions import UndefinedError

from yugong.ui import build, views

PARTS = sorted(path.name for path in build.PARTS.iterdir() if path.is_dir())


def used(env, name: str) -> set[str]:
    source = env.loader.get_source(env, name)[0]
    calls = env.parse(source).find_all(nodes.Getattr)
    return {call.attr for call in calls if isinstance(call.node, nodes.Name) and call.node.name == "ui"}


def test_every_part_is_a_macro_of_its_own_name(env):
    for part in PARTS:
        assert getattr(env.parts("desk"), part).name == part


def test_the_gallery_shows_every_part(env):
    shown = used(env, "ui/gallery_desk.html") | used(env, "ui/gallery_worker.html")
    for shell in build.SHELLS:
        shown |= used(env, f"ui/shell_{shell}.html") | used(env, f"ui/frame_{shell}.html")
    for part in list(shown):
        shown |= used(env, f"ui/{part}/{part}.html")
    drawn_by_fields = {"pick", "rate", "consent", "switch"}
    of_pages = {"appbar", "actbar", "preview"}
    assert set(PARTS) - shown - drawn_by_fields - of_pages == set()


@pytest.mark.parametrize("shell", build.SHELLS)
@pytest.mark.parametrize(
    "look", [{}, {"yg_theme": "dark", "yg_size": "care"}, {"yg_size": "max", "yg_keys": "off"}]
)
def test_the_gallery_renders_in_every_look(ask, shell, look):
    page = views.gallery(ask(**look), shell).content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r" on[a-z]+=", page)
    assert f'data-theme="{look.get("yg_theme", "auto")}"' in page
    assert f'data-size="{look.get("yg_size", "std")}"' in page
    assert f"{shell}-icons.svg#" in page


@pytest.mark.parametrize("shell", build.SHELLS)
def test_ids_are_unique_and_labels_lead_somewhere(ask, shell):
    page = views.gallery(ask(), shell).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'<label for="([^"]+)"', page)) <= set(ids)
    assert set(re.findall(r'aria-describedby="([^" ]+)', page)) <= set(ids)


def test_a_misspelt_parameter_is_an_error(env):
    with pytest.raises(TypeError, match="kinnd"):
        env.from_string("{{ ui.btn('存', kinnd='primary') }}").render()


def test_a_missing_value_is_an_error(env):
    with pytest.raises(UndefinedError):
        env.from_string("{{ nobody }}").render()


def test_text_is_escaped(env):
    assert (
        env.from_string("{{ ui.tag('plain', '<b>') }}").render() == '<span class="tag plain">&lt;b&gt;</span>'
    )


def test_page_parts_render(env):
    bar = env.from_string(
        "{% call ui.appbar('入会', '/') %}x{% endcall %}{% call ui.actbar() %}y{% endcall %}"
    )
    assert "appbar has2" in bar.render()
    preview = env.from_string("{% call ui.preview('题', (), '', '/m/1/', 'b') %}x{% endcall %}").render()
    assert 'class="actrow noprint">b<' in preview
