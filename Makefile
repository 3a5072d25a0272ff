# Everything a newcomer needs: `make run` shows the platform, `make test` proves it.
# The distribution's own Python is built with profiles of its use: up to a third faster than one compiled by hand.
FIT := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for one in /usr/bin/python3 python3; do $$one -c '$(FIT)' 2>/dev/null && { echo $$one; exit; }; done; echo python3)
BIN := .venv/bin
export PORT ?= 8000
export YUGONG_DEMO ?= 1
export PYTHONDONTWRITEBYTECODE =
LOCKS := --extra build --extra embedded

.PHONY: run setup dev test check format lock browser clean

run: setup
	@$(BIN)/yugong run --port $(PORT)

setup: .venv/.setup

.venv/.setup: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m yugong.ui.build
	@touch $@

dev: .venv/.dev

.venv/.dev: .venv/.setup requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

test: dev browser
	$(BIN)/python -m yugong.ui.build
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: dev
	@$(BIN)/python -m yugong.ui.build
	$(BIN)/yugong check

format: dev
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

# Browser journeys run in Debian's Chromium with CJK fonts; installed here where that is allowed.
browser:
	@sh tests/browser.sh

# Needs `uv`; the locks name versions and hashes, never an index.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml $(LOCKS) -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml $(LOCKS) --extra dev --extra test -o requirements-dev.txt

clean:
	rm -rf .venv src/*.egg-info src/yugong/ui/static/build
