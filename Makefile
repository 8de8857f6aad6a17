# `make` alone lists the recipes.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys, venv; raise SystemExit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 && { echo $$p; break; }; done)
PORT ?= 8000
REPORTS ?= 1000
PY = .venv/bin/python

.PHONY: help run demo test check lint score train evaluate noise table bench relevance messages clean

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: requirements.txt constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. 需要 Python 3.11 或更新的版本。"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.venv/installed-bench: .venv/installed-dev requirements-bench.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

run: .venv/installed ## install, migrate, load the demo library into an empty database, serve http://127.0.0.1:8000/ (PORT= changes it)
	@exec $(PY) manage.py serve --port $(PORT)

demo: .venv/installed ## load or refresh the demo library
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py load_demo

test: .venv/installed-dev ## run every test; browser tests run when Chromium is there
	$(PY) -m pytest -n auto --dist loadgroup

check: lint test ## ruff, missing migrations, every test

lint: .venv/installed-dev ## ruff and missing migrations
	.venv/bin/ruff check .
	$(PY) manage.py makemigrations --check --dry-run

score: .venv/installed-dev ## score the analysis of the gold reports in fixtures/gold
	$(PY) -m tests.analysis.score_gold

noise: .venv/installed-dev ## how the analysis bears noise made to order, kind by kind
	$(PY) -m tests.analysis.noise

train: .venv/installed-dev ## learn the models anew from fixtures/gold and fixtures/training
	$(PY) -m govreports.training train

evaluate: .venv/installed-dev ## how well roles are told on reports not learned from, by cross-validation
	$(PY) -m govreports.training evaluate

table: .venv/installed-dev ## write docs/analysis.md: how well unseen reports are read, by cross-validation (some minutes)
	$(PY) -m govreports.training table

bench: .venv/installed-bench ## time the analysis and the search, beside other engines; writes docs/search.md (REPORTS= changes the size)
	$(PY) -m govreports.training.bench
	$(PY) -m tests.bench run --reports $(REPORTS)

relevance: .venv/installed-dev ## how well passages are found, beside other engines; writes docs/relevance.md
	$(PY) -m tests.relevance --write

messages: .venv/installed-dev ## collect strings for translation and compile the English ones (needs GNU gettext)
	$(PY) manage.py makemessages --locale en --no-location --no-wrap --ignore .venv --ignore tests
	$(PY) manage.py compilemessages --locale en --ignore .venv

clean: ## remove the virtual environment and caches; var/ with the data stays
	rm -rf .venv .pytest_cache .ruff_cache
