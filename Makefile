# Two commands on a fresh machine: `make demo` and `make test`. The rest is for developers.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python example_site/manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DATABASE_URL ?=
REDIS_URL ?=

.PHONY: demo demo-data test test-services test-browser test-wheel lint format migrations bench soak build clean

$(VENV)/.stamp-demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade "pip>=25.1"
	$(PIP) --editable . --group demo
	@touch $@

$(VENV)/.stamp-test: $(VENV)/.stamp-demo
	$(PIP) --group test
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-test
	$(PIP) --group dev
	@touch $@

demo-data: $(VENV)/.stamp-demo ## The demo's data without serving it.
	$(BIN)/python scripts/fresh_database.py
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_demo --port $(PORT)

demo: demo-data ## The demo at http://127.0.0.1:8000/ (PORT=... for another port).
	$(BIN)/python scripts/serve.py $(PORT)

test: $(VENV)/.stamp-test ## Everything that needs no server and no browser.
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered
	@echo "Left out: PostgreSQL and Redis (make test-services), a real browser (make test-browser),"
	@echo "the built wheel in new sites (make test-wheel), and full-length runs (make soak)."

test-services: $(VENV)/.stamp-dev ## The tests again, on PostgreSQL and Redis.
	DATABASE_URL=$(or $(DATABASE_URL),postgres://postgres@127.0.0.1:5432/postgres) \
	REDIS_URL=$(or $(REDIS_URL),redis://127.0.0.1:6379/9) \
	$(BIN)/python -m pytest -n auto -m "not browser and not soak and not wheel"

test-browser: $(VENV)/.stamp-dev ## What needs Chromium (/usr/bin/chromium).
	$(BIN)/python -m pytest -m browser

test-wheel: $(VENV)/.stamp-dev ## The built wheel in new sites.
	$(BIN)/python -m pytest -m wheel

lint: $(VENV)/.stamp-dev ## Style, types, layers, templates, migrations.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/ty check
	$(BIN)/djlint --lint --quiet src/wagtail_mathshub/templates example_site/templates
	$(BIN)/python scripts/check_house.py
	$(MANAGE) makemigrations --check --dry-run

format: $(VENV)/.stamp-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrations: $(VENV)/.stamp-demo ## New 0001 migrations; right until version 1.0 only.
	$(BIN)/python scripts/make_migrations.py --fresh

bench: $(VENV)/.stamp-dev ## Figures of lists and filters over 10,000 Work Groups.
	$(BIN)/python benchmarks/work_groups.py

soak: $(VENV)/.stamp-dev ## The full-length runs.
	$(BIN)/python -m pytest -n auto -m soak

build: $(VENV)/.stamp-dev
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) dist build example_site/db.sqlite3 example_site/media
