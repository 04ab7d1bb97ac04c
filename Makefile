# Everything a fresh machine needs: python3 (3.11 or later) and make.
#   make run    set up and open the program on a demo branch
#   make train  learn it by lessons, on a database of its own
#   make test   set up and run the tests

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
JOBS   ?= 2

.DEFAULT_GOAL := help
.PHONY: help run train test postgres check format bench crash play pictures lock clean

help:
	@echo "make run     set up and open the program on a demo branch"
	@echo "make train   lessons on a database of its own, watched and scored"
	@echo "make test    set up and run the tests"
	@echo "make postgres   the tests of the services on a PostgreSQL server from a package"
	@echo "make check   formatting, lints, types, import contracts"
	@echo "make bench   ratios of speed, printed as a table; MEMBERS=6600000 for a whole city"
	@echo "make crash   the long kill and concurrency campaign"
	@echo "make play    the jobs at the keyboard, in a real terminal too, in both languages and sizes"
	@echo "make pictures   every screen compared with its picture in every look; TAKE=1 takes them anew"
	@echo "make lock    pin the dependencies again (needs uv)"
	@echo "make clean   remove the environment and caches"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "hfund needs Python 3.11 or later. Name one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "This Python cannot make a virtual environment (on Debian: install python3-venv)." >&2; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up (once; under a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib hfund_tui >/dev/null 2>&1 || true
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

run: $(VENV)/.run
	@$(BIN)/hfund run --demo

train: $(VENV)/.run
	@$(BIN)/hfund train

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

postgres: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(JOBS) --storage=server tests/postgres tests/services $(PYTEST_ARGS)

check: $(VENV)/.dev
	@$(BIN)/ruff format --check hfund_tui tests
	@$(BIN)/ruff check hfund_tui tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev
	@$(BIN)/ruff format hfund_tui tests
	@$(BIN)/ruff check --fix hfund_tui tests

bench: $(VENV)/.dev
	@$(BIN)/python -m tests.bench $(if $(MEMBERS),--members $(MEMBERS)) $(BENCH_ARGS)

crash: $(VENV)/.dev
	@HFUND_CAMPAIGN=1 $(BIN)/python -m pytest -n $(JOBS) -m reliability $(PYTEST_ARGS)

play: $(VENV)/.dev
	@HFUND_CAMPAIGN=1 $(BIN)/python -m pytest -n $(JOBS) tests/pty tests/screens $(PYTEST_ARGS)

pictures: $(VENV)/.dev
	@HFUND_CAMPAIGN=1 $(BIN)/python -m pytest -n $(JOBS) tests/snapshots $(if $(TAKE),--snapshot-update) $(PYTEST_ARGS)

lock:
	@uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml requirements/build.in -o requirements/run.txt
	@uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml requirements/build.in requirements/dev.in -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
