"""Format, lint and types, so that the test command alone proves a change."""

import subprocess
import sys
from pathlib import Path

import pytest

from .tree import ROOT

TOOLS = {
    "format": ["ruff", "format", "--check", "--quiet", "src", "tests", "bench"],
    "lint": ["ruff", "check", "--quiet", "src", "tests", "bench"],
    "types": ["mypy", "--no-error-summary"],
}


@pytest.mark.lint
@pytest.mark.parametrize("tool", TOOLS)
def test_the_code_is_in_order(tool):
    program, *words = TOOLS[tool]
    command = [str(Path(sys.executable).with_name(program)), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
