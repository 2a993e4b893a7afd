# A thin wrapper: everything is in deploy/local.py, which runs without make too.
.DEFAULT_GOAL := help
.PHONY: run test quick lint setup messages wheel pictures clean help

# The first Python that starts and fits; a name alone proves nothing (pyenv has shims for all).
# If none fits, any Python 3 at all tells the person so, in three languages.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON := $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c '$(FITS)' 2>/dev/null && echo $$name && exit; done; command -v python3)
LOCAL = @$(if $(PYTHON),exec $(PYTHON),$(error $(NO_PYTHON))) deploy/local.py
NO_PYTHON = Iskra needs Python 3.11, 3.12 or 3.13, and there is no python3 on the PATH

run: ## start the site with its demo content (another port: make run PORT=8001)
	$(LOCAL) run

test: ## all checks and tests, on SQLite and PostgreSQL and in the browser
	$(LOCAL) test

quick: ## the quick tests on SQLite
	$(LOCAL) quick

lint: ## style, types, layers, templates and migrations
	$(LOCAL) lint

setup: ## make or repair .venv
	$(LOCAL) setup

messages: ## collect the texts to translate, compile the catalogs (needs GNU gettext)
	$(LOCAL) messages

wheel: ## build the wheel and try it on Wagtail 7.4 and 8.0
	$(LOCAL) wheel

pictures: setup ## take the pictures of the documentation anew (needs Chromium)
	@.venv/bin/python docs/pictures.py

clean: ## remove .venv and var/ (with the local database and uploads)
	@echo "Removing .venv and var/, the local database and uploads included."
	@rm -rf .venv var

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/' | expand -t 18
