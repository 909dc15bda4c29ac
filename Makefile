# What a newcomer and CI run. Every target sets up what it needs; nothing outside this folder is changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
PORT ?= 8000
export VISITGEN_CACHE = $(CURDIR)/$(VENV)/visitgen
BENCH ?= --scale 1

.PHONY: site preview test check-site check bench format clean

site: $(VENV)/installed  ## build content/ into site/
	@$(BIN)/visitgen build --content content --output site
	@echo
	@echo "The site is in site/: open site/index.html, or preview it with \`make preview\`"
	@echo "(which runs \`$(BIN)/visitgen serve\` at http://127.0.0.1:$(PORT)/)."

preview: $(VENV)/installed  ## show the site on this machine, built again after every change
	@$(BIN)/visitgen serve --content content --output site --port $(PORT)

test: export PYTHONDONTWRITEBYTECODE =  # the suite starts hundreds of commands
test: $(VENV)/installed-test  ## everything CI runs
	@$(BIN)/python tools/tests/install.py
	$(BIN)/ruff check visitgen tests tools benchmarks
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check-site: $(VENV)/installed-test  ## every page by vnu, the biggest by axe, seven by Lighthouse: some minutes
	@$(BIN)/python tools/tests/install.py
	$(BIN)/python -m pytest tests/browser -m slow -rP

check: $(VENV)/installed  ## tell what is wrong in content/
	@$(BIN)/visitgen check --content content

bench: $(VENV)/installed-bench  ## whole commands beside Hugo's, and with BENCH=stages the stages: benchmarks/README.md
	$(BIN)/python benchmarks/bench.py $(BENCH)

format: $(VENV)/installed-test  ## lay out the code
	$(BIN)/ruff check --fix visitgen tests tools
	$(BIN)/ruff format visitgen tests tools

clean:  ## delete what the other targets made
	rm -rf $(VENV) site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "visitgen needs Python 3.11 or later; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(PIP) --upgrade pip  # older ones write a command that imports `re` at every start
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/made pyproject.toml constraints.txt
	@$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: $(VENV)/made pyproject.toml constraints.txt
	@$(PIP) --editable '.[bench]'
	@touch $@ $(VENV)/installed
