# The entry points of the project; each sets up what it needs on a fresh Debian-like machine.
#   make lab      the whole job in front of you: a real install on a loop disk   (AUTO=1: without questions)
#   make test     every test, as CI runs it
#   make check    types, lint, architecture, dead exports, unit tests; under a minute
#   make e2e      the installation ISO, the disks it makes and what may happen to them, in virtual machines
#   make bench    the figures, as a table and in bench/results.jsonl

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

ARCH := $(if $(filter aarch64,$(shell uname -m)),arm64,x64)
NODE_BIN := $(CURDIR)/node_modules/node-linux-$(ARCH)/bin
BIN := $(CURDIR)/node_modules/.bin
export PATH := $(NODE_BIN):$(BIN):$(PATH)

SUDO := $(if $(filter 0,$(shell id -u)),,sudo --preserve-env=PATH,XDG_CACHE_HOME,HOME,TERM,IBI_LAB_REGISTRY_PORT,IBI_LAB_COREOS_INSTALLER)
DIST := dist/ibi-console.js
GO := $(or $(shell command -v go),$(wildcard /usr/local/go/bin/go))
PACKAGES := lab/packages.txt $(if $(GO),,lab/packages-go.txt)
CARGO := $(shell command -v cargo)

.PHONY: help
help:
	@sed -n '2,6s/^#   //p' Makefile

# --- setting up ---------------------------------------------------------------------------------------

.PHONY: packages
packages:
	@missing=$$(while read -r package; do \
		dpkg-query --show --showformat='$${db:Status-Status}' "$$package" 2>/dev/null | grep -qx installed || echo "$$package"; \
	done < <(cat $(PACKAGES) | sed 's/#.*//; s/[[:space:]]*$$//; /^$$/d')); \
	if [ -n "$$missing" ]; then \
		echo "setup: installing $$(echo $$missing | wc -w) packages"; \
		$(SUDO) apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	fi

# Not `npm ci`: a registry mirror may lack the builds for other platforms, which that command insists on.
node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { $(SUDO) apt-get update -qq; $(SUDO) apt-get install -qq -y --no-install-recommends nodejs npm >/dev/null; }
	@echo 'setup: installing Node and the libraries from the lockfile'
	@npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: setup
setup: packages node_modules/.installed

$(DIST): node_modules/.installed build.ts package.json $(shell find src -type f)
	@node build.ts

.PHONY: build
build: $(DIST)

# --- the checks that need nothing but this checkout ---------------------------------------------------

.PHONY: lint
lint: node_modules/.installed
	@tsc --noEmit -p .
	@biome check --error-on-warnings .
	@knip --no-progress

.PHONY: check
check: setup lint $(DIST)
	@node test/run.ts unit

# --- with the lab -------------------------------------------------------------------------------------

.PHONY: lab
lab: setup $(DIST)
	@$(SUDO) "$(NODE_BIN)/node" lab/main.ts run $(if $(AUTO),--auto)

.PHONY: test
# With cargo the tests ask for the real coreos-installer and the real nmstatectl, which are built from the Rust package
# registry; with a Go of 1.24 or later for the real kube-apiserver, from the Go module proxy.
# VM and STARTED are for CI: what of the virtual machines, and when it began, in seconds.
test: PACKAGES += $(if $(CARGO),lab/packages-coreos-installer.txt)
test: setup lint $(DIST)
	@$(SUDO) "$(NODE_BIN)/node" lab/main.ts build $(if $(CARGO),--real-installer --real-nmstate) --real-api-server
	@$(SUDO) "$(NODE_BIN)/node" test/run.ts $(if $(STARTED),--started=$(STARTED)) unit thorough e2e alone $(VM)

.PHONY: e2e
e2e: setup $(DIST)
	@$(SUDO) "$(NODE_BIN)/node" lab/main.ts build
	@$(SUDO) "$(NODE_BIN)/node" test/run.ts vm

.PHONY: bench
bench: setup $(DIST)
	@$(SUDO) "$(NODE_BIN)/node" bench/main.ts

.PHONY: clean
clean:
	@$(SUDO) "$(NODE_BIN)/node" lab/main.ts clean
	@rm -rf dist test-results
