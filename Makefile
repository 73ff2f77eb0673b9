# Two commands on a fresh machine: `make issue` builds the sample issue, `make test` runs the suite.
# Both set up what they need, and need no network the second time.

PYTHON ?= python3
# One worker more than there are cores: tests also wait for programs that they start.
PYTEST_ARGS ?= -n $(shell expr $$(nproc) + 1) --dist loadfile
ISSUE ?= issues/gongyun/2023/01

VENV := .venv
BIN := $(VENV)/bin
# pip's warnings about the machine's own configuration are not ours to show: errors only.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
LOCKED := $(VENV)/.locked
READY := $(VENV)/.ready

CATALOGUE := pipeline/locale
PO := $(CATALOGUE)/zh_CN/LC_MESSAGES/kanben.po

.PHONY: issue test test-whole test-all lint check conformance extraction proof bench fonts catalogue wheel lock clean native native-test
.NOTPARALLEL:

# Hundreds of processes import what is compiled once.
unexport PYTHONDONTWRITEBYTECODE

issue: $(READY)
	$(BIN)/kanben build $(ISSUE)

# CI runs test and test-whole; test-all has the tests of many seconds as well.
test: native-test $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m 'not slow and not whole'

test-whole: native-test $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m 'whole and not slow'

test-all: native-test $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict pipeline

check: lint
	$(BIN)/python -m pytest -q tests/test_architecture.py

# The table of clauses, from measurements; the suite fails when the committed one is not what comes out.
conformance: native-test $(READY)
	$(BIN)/python -m tests.conformance.table

# What programs extract from the samples.
extraction: native-test $(READY)
	$(BIN)/python -m tests.extraction.table

# What the samples look like on paper, beside what was accepted (tests/baselines): reports in out/proof.
proof: $(READY)
	$(BIN)/kanben proof check

bench: $(READY)
	$(BIN)/python -m bench
	$(BIN)/python -m bench.edits
	$(BIN)/python -m bench.issues
	$(BIN)/python -m bench.notes
	$(BIN)/python -m bench.binding
	$(BIN)/python -m bench.preflight
	$(BIN)/python -m bench.proof
	$(BIN)/python -m bench.filled_pages
	$(BIN)/python -m bench.archive

fonts: $(READY)
	$(BIN)/kanben fonts build

# Set-up: native libraries, then the locked packages, then Kanben itself from this folder. Its modules are compiled
# here, rather than by each of the processes that are the first to import them.

native:
	@PYTHON='$(PYTHON)' setup/native-libraries.sh runtime

native-test:
	@PYTHON='$(PYTHON)' setup/native-libraries.sh test

$(LOCKED): requirements.lock | native
	@echo 'Installing the locked Python packages into $(VENV)'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml pipeline/__init__.py | native
	@echo 'Installing Kanben from this folder'
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 0 pipeline
	@touch $@

# Messages: extract from the source, update the Chinese catalogue, compile it. No line numbers and no dates, so that
# the catalogue changes when a message does. click's words are among them, so that a screen is in one language.
catalogue: $(READY)
	@mkdir -p build $(dir $(PO))
	$(BIN)/pybabel -q extract --no-default-keywords -k _ -k ngettext:1,2 -c Translators: --no-location --sort-output \
	    --no-wrap --project Kanben -o build/kanben.pot pipeline \
	    "$$($(BIN)/python -c 'import click; print(click.__path__[0])')"
	@test -e $(PO) || $(BIN)/pybabel -q init -D kanben -i build/kanben.pot -d $(CATALOGUE) -l zh_CN
	$(BIN)/pybabel -q update -D kanben -i build/kanben.pot -d $(CATALOGUE) -l zh_CN --no-fuzzy-matching \
	    --ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel -q compile -D kanben -d $(CATALOGUE) -l zh_CN --statistics

wheel: $(READY)
	$(BIN)/python -m hatchling build

# The lock is compiled on the oldest Python that is supported; without index addresses, so that any mirror serves.
lock:
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/pip --disable-pip-version-check -qq install pip-tools
	build/lock/bin/pip-compile -q --generate-hashes --all-extras --strip-extras --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
