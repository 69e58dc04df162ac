# Every target makes the environment by itself, from Python 3.11 or later alone: `make run` on a fresh
# machine is enough. Another Python: `make run PYTHON=python3.12`.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check lint format types imports bench channels soak scanner lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: $(READY) ## serve the office; prints the page's address, stops at Ctrl-C
	@exec $(BIN)/antrian run

test: $(READY) ## run the whole test suite
	$(BIN)/pytest

check: lint types imports test ## all that CI checks

lint: $(READY) ## look at form and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(READY) ## put form and style right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(READY) ## check the types
	$(BIN)/mypy

imports: $(READY) ## check which room imports which
	$(BIN)/lint-imports

bench: $(READY) ## measure, and write bench/results.md
	$(BIN)/python -m bench

channels: $(READY) ## run the contract suite over every adapter, and write docs/channels.md
	$(BIN)/python -m tests.channels.table

soak: $(READY) ## the long runs: the state machine, the fuzz, the kills, each channel for an hour's messages; hours
	ANTRIAN_SOAK=1 $(BIN)/pytest --timeout=0 tests/test_booking_machine.py tests/test_fuzz.py tests/journeys/test_kills.py \
		tests/channels/soak tests/visits/test_lane_machine.py tests/visits/test_races.py tests/visits/test_midnight.py

scanner: ## fetch what reads a QR from a kiosk's camera, with npm; Chrome on Android does without it
	@command -v npm >/dev/null || { echo "This needs npm, of Node.js 20 or later. On Debian and Ubuntu: apt-get install npm"; exit 1; }
	npm ci --prefix channels/web/scanner --ignore-scripts --no-audit --no-fund

# uv, because pip writes no lock for every platform at once. The header would name the machine's paths.
lock: ## choose the versions in requirements.lock again (newer ones too: make lock UPGRADE=--upgrade)
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/pip" install --quiet uv && \
	"$$tools/bin/uv" pip compile pyproject.toml --universal --python-version 3.11 --all-extras \
		--generate-hashes --no-header --quiet $(UPGRADE) --output-file requirements.lock

clean: ## remove the environment; data and configuration stay
	rm -rf .venv

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Antrian needs Python 3.11 or later, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Antrian needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making the environment in .venv: some minutes, this once."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
