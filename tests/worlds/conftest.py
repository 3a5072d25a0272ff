"""The tests of the year stand beside those of the world, so that it is loaded for both."""

import pytest

pytest.register_assert_rewrite("tests.worlds.year")
