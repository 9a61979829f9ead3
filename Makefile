# Two commands are all there is to know: `make demo` and `make test`. Both set up what they need.

PYTHON ?= python3
ENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(ENV)/Scripts
WHEEL_BIN := build/wheel-env/Scripts
else
BIN := $(ENV)/bin
WHEEL_BIN := build/wheel-env/bin
endif
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
WHEEL_PIP := $(WHEEL_BIN)/python -m pip --quiet --disable-pip-version-check
PACKAGED := $(shell find src rules -type f -not -name '*.pyc') pyproject.toml README.md LICENSE

IN_CHECKOUT := tests/docs tests/examples tests/readers/sdks tests/readers/test_channel_examples.py \
	tests/integrations/test_service.py tests/integrations/test_sdks.py tests/cli/test_calibrate.py
.PHONY: demo service test lint types layers unit pages examples stale wheel sdist docs picture bench parts peers accuracy oracle calibrate weights sounds clean

demo: $(ENV)/installed  ## judge the example conversations
	$(BIN)/couth check examples --fail-on never

service: $(ENV)/installed  ## the example service, on SQLite and port 8080
	$(PIP) install --editable '.[store]'
	$(BIN)/python examples/service.py

test: lint types layers pages examples wheel sdist  ## everything that must hold
	@echo "all of it holds"

# --- environments ---------------------------------------------------------------------------------

$(ENV)/pip:
	$(PYTHON) -m venv $(ENV)
	$(PIP) install --upgrade pip
	@touch $@

# What pip copies it compiles; an editable install would be compiled at every start where Python may write nothing.
$(ENV)/installed: $(ENV)/pip pyproject.toml
	$(PIP) install --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(ENV)/tools: $(ENV)/installed
	$(PIP) install --group test --group sdks --group lint
	@touch $@

# --- checks ---------------------------------------------------------------------------------------

lint: $(ENV)/tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(ENV)/tools
	$(BIN)/mypy

layers: $(ENV)/tools
	$(BIN)/lint-imports

# Every test on the sources, for who works on them, and how much of these they reach (which takes nearly twice as long); `test`
# runs them on the wheel, and here those alone that need the pages and examples of a checkout, or the platforms' own libraries.
unit: $(ENV)/tools
	$(BIN)/pytest --numprocesses=auto --cov --cov-report=term:skip-covered --cov-fail-under=90

pages: $(ENV)/tools
	$(BIN)/pytest --numprocesses=auto $(IN_CHECKOUT)

examples: $(ENV)/tools
	$(BIN)/couth test

stale: $(ENV)/tools  # a part of `pages`, for who has only changed pages
	$(BIN)/python docs/generate.py --check

# --- what is shipped: the wheel passes the tests away from the sources, the sdist installs and runs ---

dist/built: $(ENV)/tools $(PACKAGED)
	rm -rf dist
	$(BIN)/python -m build --outdir dist .
	@touch $@

build/wheel-env/installed: dist/built
	rm -rf build/wheel-env
	$(PYTHON) -m venv build/wheel-env
	$(WHEEL_PIP) install --upgrade pip
	$(WHEEL_PIP) install dist/*.whl --group test
	@touch $@

wheel: build/wheel-env/installed
	rm -rf build/elsewhere
	mkdir -p build/elsewhere
	cp -R tests pyproject.toml build/elsewhere
	cd build/elsewhere && ../../$(WHEEL_BIN)/python -P -m pytest --numprocesses=auto --no-header
	cd build/elsewhere && ../../$(WHEEL_BIN)/couth test

sdist: dist/built
	rm -rf build/sdist-env
	$(PYTHON) -m venv build/sdist-env
	$(subst wheel-env,sdist-env,$(WHEEL_PIP)) install dist/*.tar.gz
	cd build && $(subst build/,,$(subst wheel-env,sdist-env,$(WHEEL_BIN)))/couth check --draft "Your parcel arrives on Friday." --quiet

# --- what is made ---------------------------------------------------------------------------------

docs: $(ENV)/tools
	$(BIN)/python docs/generate.py

picture: $(ENV)/installed
	$(BIN)/python docs/picture.py

$(ENV)/bench: $(ENV)/installed
	$(PIP) install --group bench
	@touch $@

DATA ?=
BENCH ?=
bench: $(ENV)/bench build/start-env/installed  ## how fast it is: make bench DATA="conversations.jsonl" BENCH="--json new.json --compare old.json"
	$(BIN)/python benchmarks/run.py $(DATA) $(BENCH)

# As users have it, for what starting costs: an editable install reads YAML where a wheel brings the policy prepared.
build/start-env/installed: $(PACKAGED)
	rm -rf build/start-env
	$(PYTHON) -m venv build/start-env
	$(subst wheel-env,start-env,$(WHEEL_PIP)) install . emoji
	@touch $@

parts: $(ENV)/bench  ## the parts of judging a draft, each by itself
	$(BIN)/pytest benchmarks --benchmark-columns=median,iqr,rounds --benchmark-sort=name

accuracy: $(ENV)/installed  ## how right the default policy is: on cases that were read while rules were written, and on some that were not
	$(BIN)/couth eval benchmarks/judgement/opened.jsonl
	$(BIN)/couth eval benchmarks/judgement/held.jsonl

oracle: $(ENV)/tools  ## whether the plain engine of the tests finds the same: make oracle DATA=folder
	@test -n "$(DATA)" || (echo "make oracle DATA=folder"; exit 2)
	cd tests && ../$(BIN)/python -m oracle.differences $(abspath $(DATA))

# Linters of prose that the benchmark puts beside couth, where they are installed: neither is needed for anything else.
peers: build/peers/python/installed build/peers/node/installed

build/peers/python/installed:
	$(PYTHON) -m venv build/peers/python
	build/peers/python/bin/python -m pip --quiet --disable-pip-version-check install "proselint==0.16.*"
	@touch $@

build/peers/node/installed:
	npm install --silent --prefix build/peers/node "write-good@1"
	@touch $@

LABELS ?=
CASES ?= $(LABELS)
calibrate: $(ENV)/installed  ## fit weights to labels: make calibrate LABELS=labels.jsonl CASES=cases.jsonl
	@test -n "$(LABELS)" || (echo "make calibrate LABELS=labels.jsonl CASES=cases.jsonl"; exit 2)
	$(PIP) install --editable ".[calibrate]"
	$(BIN)/couth calibrate $(LABELS) $(CASES) --output calibrated.yaml

weights: $(ENV)/installed  ## the same, into rules/: how the shipped weights are made
	@test -n "$(LABELS)" || (echo "make weights LABELS=labels.jsonl CASES=cases.jsonl"; exit 2)
	$(PIP) install --editable ".[calibrate]"
	$(BIN)/couth calibrate $(LABELS) $(CASES) --ties --into --output calibrated.yaml

SENTENCES ?=
sounds: $(ENV)/installed  ## fit the lists words.sounds-* to sentences written for it: make sounds SENTENCES="--clean conversations.jsonl"
	$(PIP) install --editable ".[calibrate]"
	$(BIN)/python -W ignore benchmarks/weigh.py $(SENTENCES)
	$(BIN)/python -W ignore benchmarks/weigh_turns.py $(SENTENCES)
	$(BIN)/python -W ignore benchmarks/weigh_values.py $(SENTENCES)

clean:
	rm -rf $(ENV) build dist
