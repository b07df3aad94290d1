# make          sets everything up, writes the schemas and builds all pieces into output/
# make test     sets everything up and runs linters, types and tests
# make bench    compares speed and size with Typst and WeasyPrint
# make docs     builds the manual into output/docs/: its examples are run, its pictures made
# make schema   writes the JSON Schemas that editors read
# make messages brings the Spanish catalogue up to date
# make lock     writes the versions that the tests were run with to requirements-dev.txt
# make clean    removes what make has made
#
# A certain Python is used with: make PYTHON=python3.12

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet

# The tests of SVG files and of web pages look at them in a browser.
GET_CHROMIUM := { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }

# The tests of PDF files validate them with veraPDF, which runs in Java, and read them with others.
GET_PDF_READERS := { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq default-jdk-headless \
	poppler-utils mupdf-tools >/dev/null; }

# The tests of forms open the document of Word in LibreOffice.
GET_OFFICE := { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends \
	libreoffice-writer >/dev/null; }

# The tests of web pages validate them with the checker of the HTML standard's people, a package of npm.
GET_NPM := { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq npm >/dev/null; }
GET_VNU := npm install --silent --no-audit --no-fund --prefix $(VENV)/vnu vnu-jar@26.9.27 >/dev/null

# The tests of the site give it out by nginx too.
GET_NGINX := { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq nginx-light >/dev/null; }

# pip in the environment is meant, whatever the machine's configuration says about others.
export PIP_USER := 0
export PIP_REQUIRE_VIRTUALENV := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHON

.PHONY: build test bench docs schema messages lock clean

build: schema
	$(BIN)/infogen build

test: $(VENV)/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile

bench: $(VENV)/ready-to-test
	$(BIN)/python -m benchmarks

docs: $(VENV)/ready-to-document
	$(BIN)/python scripts/make_docs.py

schema: $(VENV)/ready
	$(BIN)/infogen schema >/dev/null

messages: $(VENV)/ready-to-test
	$(BIN)/python scripts/make_messages.py

lock:
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header \
		--no-annotate --all-extras --upgrade --output-file requirements-dev.txt pyproject.toml

clean:
	find output -mindepth 1 ! -name LEEME.md -delete
	rm -rf $(VENV) schemas build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	sh scripts/make_venv.sh $(VENV)

$(VENV)/ready: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[focus,serve,forms]'
	touch $@

$(VENV)/ready-to-document: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[focus,serve,forms,docs]'
	touch $@ $(VENV)/ready

$(VENV)/ready-to-test: pyproject.toml requirements-dev.txt | $(BIN)/python
	$(PIP) --constraint requirements-dev.txt --editable '.[focus,serve,forms,test,bench,docs]'
	command -v chromium >/dev/null || $(GET_CHROMIUM) || \
		echo 'the tests of SVG files and web pages need Chromium (on Debian: apt install chromium)' >&2
	{ command -v javac && command -v pdftotext && command -v mutool; } >/dev/null || $(GET_PDF_READERS) || \
		echo 'the tests of PDF files need Java, poppler and MuPDF (on Debian: apt install default-jdk-headless poppler-utils mupdf-tools)' >&2
	{ command -v soffice || command -v libreoffice; } >/dev/null || $(GET_OFFICE) || \
		echo 'the tests of forms need LibreOffice (on Debian: apt install libreoffice-writer)' >&2
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || $(GET_NGINX) || \
		echo 'the tests of the site need nginx (on Debian: apt install nginx-light)' >&2
	{ { command -v npm >/dev/null || $(GET_NPM); } && $(GET_VNU); } || \
		echo 'the tests of web pages need the validator of HTML (on Debian: apt install npm)' >&2
	touch $@ $(VENV)/ready $(VENV)/ready-to-document
