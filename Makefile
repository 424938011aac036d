# What it takes: make and Python 3.11 or newer. Everything is kept in .venv, from exact versions in requirements/.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK := uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--custom-compile-command "make lock" --quiet

.PHONY: run test check docs peers lock clean

run: $(VENV)/run-installed
	$(BIN)/ipos-energy run scenarios/helsingborg.yaml

test: $(VENV)/dev-installed
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -rs

check: $(VENV)/dev-installed
	$(BIN)/ruff check
	$(BIN)/mypy

# The site in build/docs: pages of docs/, with the reference made from the program itself. Warnings are errors.
docs: $(VENV)/docs-installed
	$(BIN)/python -m docs.make_pages
	$(BIN)/sphinx-build --quiet --fresh-env --fail-on-warning --keep-going --nitpicky docs build/docs
	@echo "The site is in build/docs/index.html"

# PyPSA and oemof.solph in an environment of their own, where tests/scenarios/test_peers.py finds them.
peers: $(VENV)/peers/installed

$(VENV)/run-installed: $(BIN)/python requirements/run.txt pyproject.toml
	@echo "Installing the packages of requirements/run.txt into $(VENV); the first time takes a minute."
	@$(INSTALL) --requirement requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q ipos_energy
	@touch $@

$(VENV)/dev-installed: $(VENV)/run-installed requirements/dev.txt
	@echo "Installing the packages of requirements/dev.txt into $(VENV)."
	@$(INSTALL) --requirement requirements/dev.txt
	@touch $@

$(VENV)/docs-installed: $(VENV)/run-installed requirements/docs.txt
	@echo "Installing the packages of requirements/docs.txt into $(VENV)."
	@$(INSTALL) --requirement requirements/docs.txt
	@touch $@

$(VENV)/peers/installed: $(BIN)/python requirements/peers.txt
	@echo "Installing the packages of requirements/peers.txt into $(VENV)/peers."
	@$(BIN)/python -m venv --clear $(VENV)/peers
	@$(VENV)/peers/bin/python -m pip --disable-pip-version-check install --quiet --no-compile --no-deps \
		--requirement requirements/peers.txt
	@touch $@

# PYTHON=/path/to/python chooses one; otherwise the first on the PATH that is new enough.
$(BIN)/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || { without_venv=$$python; continue; }; \
		exec "$$python" -m venv --clear $(VENV); \
	done; \
	if [ -n "$$without_venv" ]; then \
		echo "$$without_venv is new enough but cannot make virtual environments." >&2; \
		echo "On Debian or Ubuntu: sudo apt install python3-venv" >&2; \
	else \
		echo "ipos-energy needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || true)." >&2; \
		echo "Install one (Debian: sudo apt install python3 python3-venv; macOS: brew install python)," >&2; \
		echo "or name one: make run PYTHON=/path/to/python3.12" >&2; \
	fi; \
	exit 1

# Exact versions for every platform and Python, anew from pyproject.toml; needs uv.
lock:
	$(LOCK) pyproject.toml --group build --output-file requirements/run.txt
	$(LOCK) pyproject.toml --extra test --extra dev --extra typical-periods --constraint requirements/run.txt --output-file requirements/dev.txt
	$(LOCK) pyproject.toml --extra docs --constraint requirements/dev.txt --output-file requirements/docs.txt
	$(LOCK) --group peers --constraint requirements/dev.txt --output-file requirements/peers.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info build docs/reference docs/mathematics docs/sample
	find ipos_energy tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
