# The face of scripts/bootstrap.py, which works without make too.
PYTHON ?= python3
BOOTSTRAP = @$(PYTHON) scripts/bootstrap.py
.DEFAULT_GOAL := help
.PHONY: help run test fix lint lock demo migration clean

help: ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /\1	/' | expand -t 12

run: ## make all that is needed, load the demo once, start the service
	$(BOOTSTRAP) run

test: ## check and test everything; make test T=tests/people runs only that
	$(BOOTSTRAP) test $(T)

fix: ## format, and mend what the linter can
	$(BOOTSTRAP) fix

lint: ## format, lint, import contracts, types, templates: everything but the tests
	$(BOOTSTRAP) lint

lock: ## pin requirements/*.in with hashes
	$(BOOTSTRAP) lock

demo: ## load the demo into an empty instance
	$(BOOTSTRAP) demo

migration: ## draft a migration from the models: make migration M="what changes"
	$(BOOTSTRAP) migration "$(M)"

clean: ## remove the environment and caches; the instance stays
	$(BOOTSTRAP) clean
