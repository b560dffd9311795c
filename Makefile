# Every command works from a clean copy with Python 3.11 or newer, its venv module and make.
PYTHON ?= python3
export PORT CHROMIUM ARGS

.DEFAULT_GOAL := help
.PHONY: help run build test check format lock bench bench-matching chaos prove-guide clean

help: ## this list
	@echo "Reachable. Commands:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: ## install, build, load the demo and serve it on http://127.0.0.1:8000 (PORT= for another port)
	@$(PYTHON) scripts/launch.py

build: ## packages, front end and static files, for an installation of your own
	@$(PYTHON) scripts/checks.py build

test: ## the whole suite on SQLite and PostgreSQL, and the browser journeys (CHROMIUM= for the browser, ARGS= for pytest)
	@$(PYTHON) scripts/checks.py test

check: ## style, types, import contracts, templates, migrations, architecture and documents
	@$(PYTHON) scripts/checks.py check

format: ## let ruff put the code in order
	@$(PYTHON) scripts/checks.py format

lock: ## write the dependency locks anew with the newest versions allowed
	@$(PYTHON) scripts/checks.py lock

bench: ## times of pages and operations, as ratios to an empty page
	@$(PYTHON) scripts/checks.py bench

bench-matching: ## how well people are matched, beside recordlinkage, and how fast one is looked up among a million
	@$(PYTHON) scripts/checks.py bench-matching

chaos: ## kill -9 of the web process and the worker, 100 rounds (ARGS="--rounds 20 --seed 2")
	@$(PYTHON) scripts/checks.py chaos

prove-guide: ## remove one item or rule of the guide at a time and see a test fail
	@$(PYTHON) scripts/checks.py prove-guide

clean: ## remove what is built and installed; the data in var/ stays
	rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
