# Two commands on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
# `make help` lists the rest.

PORT ?= 8000
FRONTEND_PORT ?= 8001
VENV := .venv
BIN := $(VENV)/bin
PYTHON_IN_VENV := $(BIN)/python
PIP := $(PYTHON_IN_VENV) -m pip install -qq --disable-pip-version-check --no-input
export PIP_ROOT_USER_ACTION := ignore

# The demo and the tests choose their own settings and database, whatever the shell has set.
CLEAN_ENV := env -u DJANGO_SETTINGS_MODULE -u DATABASE_URL -u REDIS_URL -u PYTHONPATH
DEMO := $(CLEAN_ENV) WAGTAILADMIN_BASE_URL=http://127.0.0.1:$(PORT) $(PYTHON_IN_VENV) example_site/manage.py
PYTEST := $(CLEAN_ENV) $(PYTHON_IN_VENV) -m pytest
CHECKER := $(VENV)/checker/node_modules/vnu-jar/build/dist/vnu.jar
# The browser's tests import what only the group 'browser' installs.
NO_BROWSER := --ignore=tests/browser
# What asks nothing of a database or a cache is the same on every one of them.
NO_SERVICES := $(NO_BROWSER) $(addprefix --ignore=tests/,blocks feeds host scheduling scripts taxonomy \
	contracts/test_house.py contracts/test_stylesheets.py example_site/test_demo_files.py hubs/test_colour_space.py \
	hubs/test_figures.py hubs/test_palette.py publishing/test_file_facts.py publishing/test_hostile_files.py)

DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/mathshub
REDIS_URL ?= redis://127.0.0.1:6379/9
PYTEST_ARGS ?=
COVERAGE ?=
# Folders and files of tests to run again with PostgreSQL and Redis; empty for all that ask them.
SERVICES_TESTS ?=
BENCH_PAGES ?= 1000 10000
BENCH_ARGS ?=
LISTINGS_BENCH_ARGS ?=
SEARCH_BENCH_ARGS ?=
IMPORT_BENCH_ARGS ?=

.PHONY: help dev demo demo-data guide frontend test test-services test-browser test-wheel test-demo test-typescript soak coverage bench \
	test-calendars lint lint-style lint-types lint-layers lint-templates lint-house lint-migrations format migrations build clean
.DEFAULT_GOAL := help

help: ## What there is to make.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

# --- What is installed in .venv: each stamp is older than pyproject.toml once that changes. ---

$(VENV)/.stamp-python:
	@scripts/make_venv.sh $(VENV)
	@touch $@

$(VENV)/.stamp-demo: pyproject.toml | $(VENV)/.stamp-python
	@echo "Installing what the example site needs into $(VENV) (about half a minute) ..."
	@$(PIP) --editable . --group demo
	@touch $@

$(VENV)/.stamp-%: pyproject.toml $(VENV)/.stamp-demo
	@echo "Installing the group '$*' into $(VENV) ..."
	@$(PIP) --group $*
	@touch $@

# The Nu HTML checker, one version of it; its own downloader of Java is left out.
$(CHECKER): | $(VENV)/.stamp-python
	@echo "Installing the Nu HTML checker into $(VENV)/checker ..."
	@npm install --prefix $(VENV)/checker --ignore-scripts --no-audit --no-fund --loglevel=error vnu-jar@26.9.27
	@touch $@

dev: $(VENV)/.stamp-dev ## Everything that a developer needs, in .venv.

# --- The demo. ---

demo-data: $(VENV)/.stamp-demo ## The demo's database, without serving it.
	@$(PYTHON_IN_VENV) scripts/demo_database.py put-aside
	@echo "Bringing the demo's database up to date ..."
	@$(DEMO) migrate --verbosity 0 --no-input
	@$(PYTHON_IN_VENV) scripts/demo_database.py remember
	@$(DEMO) load_demo --port $(PORT)

demo: demo-data ## Two invented hubs at 127.0.0.1:8000 and localhost:8000 (PORT=8080 make demo).
	@echo "Ctrl+C stops it."
	@exec $(DEMO) runserver 127.0.0.1:$(PORT)

guide: $(VENV)/.stamp-demo $(VENV)/.stamp-browser ## The pictures of the editors' guide, taken from the demo in a real Chromium.
	@$(CLEAN_ENV) PYTHONPATH=scripts:example_site $(PYTHON_IN_VENV) scripts/guide_pictures.py

frontend: $(VENV)/.stamp-python ## The example front end from an origin of its own, beside a running demo.
	@exec $(CLEAN_ENV) $(PYTHON_IN_VENV) example_site/serve_front_end.py --port $(FRONTEND_PORT) \
		--api http://127.0.0.1:$(PORT)/api/hub/v1/

# --- Tests. With COVERAGE=yes `make test` also holds coverage to the floor in pyproject.toml, and takes nearly twice
# as long: before Python 3.12 nothing but the tracing of every line of every library can tell what ran. ---

test: $(VENV)/.stamp-test ## Every test that needs no server and no browser.
	@$(PYTEST) -n auto $(NO_BROWSER) $(if $(COVERAGE),--cov) $(PYTEST_ARGS); status=$$?; scripts/left_out.sh; exit $$status

test-services: $(VENV)/.stamp-test $(VENV)/.stamp-services ## What asks the database or the cache again, on PostgreSQL and Redis.
	@$(CLEAN_ENV) DATABASE_URL=$(DATABASE_URL) REDIS_URL=$(REDIS_URL) $(PYTHON_IN_VENV) -m pytest \
		-n auto $(NO_SERVICES) -m "not browser and not soak and not wheel" $(PYTEST_ARGS) $(SERVICES_TESTS)

test-browser: $(VENV)/.stamp-test $(VENV)/.stamp-browser $(CHECKER) ## Tests in a real Chromium (CHROMIUM=/usr/bin/chromium), and of the markup (java, npm).
	@$(PYTEST) -m browser tests/browser $(PYTEST_ARGS)

test-wheel: $(VENV)/.stamp-test $(VENV)/.stamp-build ## The built wheel in new sites.
	@$(PYTEST) -m wheel tests/wheel $(PYTEST_ARGS)

test-demo: $(VENV)/.stamp-demo ## `make demo` itself, twice: does it answer at both addresses?
	@$(CLEAN_ENV) $(PYTHON_IN_VENV) scripts/try_demo.py

test-typescript: ## A TypeScript client of the API, made from its description and type-checked (node, npm).
	@scripts/try_typescript.sh

test-calendars: $(VENV)/.stamp-demo ## Calendars as a reader in JavaScript sees them (node, npm).
	@$(CLEAN_ENV) scripts/try_calendars.sh $(CURDIR)/$(PYTHON_IN_VENV)

soak: $(VENV)/.stamp-test ## The full-length races, fuzzing and sweeps, and the import of five thousand pages.
	@$(PYTEST) -n auto $(NO_BROWSER) -m soak $(PYTEST_ARGS)
	@$(CLEAN_ENV) $(PYTHON_IN_VENV) benchmarks/importing.py --pages 5000 --rounds 1

coverage: $(VENV)/.stamp-test ## What the tests leave out, as htmlcov/index.html.
	@$(PYTEST) -n auto $(NO_BROWSER) --cov --cov-report=term --cov-report=html $(PYTEST_ARGS)

bench: $(VENV)/.stamp-bench ## The API beside Wagtail's own, lists and search over many pages (needs wrk; see docs/performance.md).
	@status=0; \
	for pages in $(BENCH_PAGES); do \
		$(PYTHON_IN_VENV) benchmarks/throughput.py --pages $$pages $(BENCH_ARGS) || status=1; done; \
	$(PYTHON_IN_VENV) benchmarks/listings.py $(LISTINGS_BENCH_ARGS) || status=1; \
	$(PYTHON_IN_VENV) benchmarks/search.py $(SEARCH_BENCH_ARGS) || status=1; \
	$(PYTHON_IN_VENV) benchmarks/importing.py $(IMPORT_BENCH_ARGS) || status=1; \
	exit $$status

# --- Code. ---

lint: lint-style lint-types lint-layers lint-templates lint-house lint-migrations ## All of lint-style, -types, -layers, -templates, -house and -migrations.

lint-style: $(VENV)/.stamp-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-types: $(VENV)/.stamp-lint
	$(BIN)/ty check

lint-layers: $(VENV)/.stamp-lint
	$(BIN)/lint-imports

lint-templates: $(VENV)/.stamp-lint
	$(BIN)/djlint --lint --quiet src/wagtail_mathshub/templates example_site/templates

lint-house: $(VENV)/.stamp-demo
	$(PYTHON_IN_VENV) scripts/check_house.py

lint-migrations: $(VENV)/.stamp-demo
	$(CLEAN_ENV) DATABASE_URL=sqlite://:memory: $(PYTHON_IN_VENV) example_site/manage.py makemigrations --check --dry-run

format: $(VENV)/.stamp-lint ## Put style right.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrations: $(VENV)/.stamp-demo ## One new 0001 for each app, which is right until version 1.0.
	@$(CLEAN_ENV) DATABASE_URL=sqlite://:memory: $(PYTHON_IN_VENV) scripts/make_migrations.py --fresh

build: $(VENV)/.stamp-build ## The wheel and the source distribution, in dist/.
	@$(PYTHON_IN_VENV) -m build

clean: ## Remove what was built, cached and made for the demo; .venv stays.
	rm -rf build dist htmlcov .coverage* .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf example_site/db.sqlite3* example_site/media example_site/static_root
	find src tests example_site benchmarks scripts -type d -name __pycache__ -prune -exec rm -rf {} +
