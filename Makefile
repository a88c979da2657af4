# What a person types. `make run` works on a fresh machine; everything lands in .venv.

PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/sh
.DEFAULT_GOAL := run
MAKEFLAGS += --no-print-directory

.PHONY: run demo test check bench bench-peer screenshots lock clean

run: .venv/run ## Start Bobbin; Ctrl-C stops it
	@exec $(BIN)/python manage.py up

demo: .venv/run ## Start Bobbin with a fictional company to look at
	@exec $(BIN)/python manage.py up --demo

test: check .venv/browser ## Everything: what `check` does, then all tests
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: .venv/dev ## The quick part: style, types, layers, templates, migrations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@DATABASE_POOL=0 $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

bench: .venv/dev ## What Bobbin's promises cost, on the real stack: make bench, make bench ONLY=release
	@$(BIN)/python -m tests.benchmarks --only "$(ONLY)" $(ARGS)

bench-peer: .venv/dev ## Beside another server under the same load: make bench-peer PEERBENCH=folder
	@sh .ci/bench-peer $(BIN) "$(PEERBENCH)" $(ARGS)

screenshots: .venv/browser ## Pictures of a running demo: make screenshots PASSWORD=…
	@$(BIN)/python -m tests.browser.screenshots --password "$(PASSWORD)" $(ARGS)

lock: .venv/dev ## Pin what pyproject.toml asks for, with hashes, for all platforms
	@sh .ci/lock

clean: ## Forget the environment (the data folder stays)
	@rm -rf .venv

.venv/run: requirements.lock .ci/install
	@sh .ci/install $(PYTHON) requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock .ci/install
	@sh .ci/install $(PYTHON) requirements-dev.lock
	@touch .venv/run $@

.venv/browser: .venv/dev
	@sh .ci/browser
	@touch $@
