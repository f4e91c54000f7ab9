# `make demo` and `make test` each do all their own set-up: a virtual environment with pinned, hash-checked dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lock clean score-open score-closed

demo: $(VENV)/.run
	@$(BIN)/giaoviec demo --as $(BIN)/giaoviec

test: check
	@$(BIN)/python -m pytest

check: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

$(VENV)/.run: requirements.txt pyproject.toml
	@echo "Setting up .venv with the pinned dependencies (once; about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Adding what the tests need to .venv (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Makes the lock files anew from pyproject.toml. The versions of one lock are those of the other.
lock: $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra dev --extra build -o requirements-dev.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra build -c requirements-dev.txt -o requirements.txt pyproject.toml

clean:
	@rm -rf $(VENV) demo case dist build

# Scores of the reading engine on the labelled texts beside the project. The closed half prints totals only.
DATA ?= ../shared

score-open: $(VENV)/.dev
	@$(BIN)/python bench/score_reading.py $(DATA) open

score-closed: $(VENV)/.dev
	@$(BIN)/python bench/score_reading.py $(DATA) closed
