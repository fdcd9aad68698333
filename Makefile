# A thin face over meson. `make run` and `make test` do all the set-up on a fresh Debian machine.
BUILD   := _build
SHELL   := /bin/bash
MESON   := meson
JOBS    := $(shell nproc)
FUZZ_SECONDS ?= 60

# Running from the build tree: the catalogue, the data and the schemas are those just built.
export ETABLI_LOCALEDIR := $(CURDIR)/$(BUILD)/po
export ETABLI_DATA_DIR  := $(CURDIR)/data

.PHONY: all deps deps-test build build-tests run demo test torture bench fuzz sanitize lint format pictures deb check-next clean

all: build

deps:
	@.ci/install-packages build

deps-test:
	@.ci/install-packages build test
	@.ci/install-packages --locale

# Who only runs the program needs neither the tests nor the libraries that they ask for.
$(BUILD)/build.ninja:
	@$(MESON) setup -Dtests=false $(BUILD)

build: deps $(BUILD)/build.ninja
	@ninja -C $(BUILD) -j $(JOBS)

# The same folder, with the tests from then on.
$(BUILD)/tests.stamp: $(BUILD)/build.ninja
	@$(MESON) configure -Dtests=true $(BUILD)
	@touch $@

build-tests: deps deps-test $(BUILD)/tests.stamp
	@ninja -C $(BUILD) -j $(JOBS)

run: build
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	  $(BUILD)/ui/etabli; \
	else \
	  echo "No display here: making the demonstration instead (make demo)."; \
	  $(MAKE) --no-print-directory demo; \
	fi

demo: build-tests
	@.ci/demo $(BUILD)

test: build-tests
	@.ci/run-tests $(BUILD)

# The programs of `make test` that are killed at any instant, for a thousand rounds.
torture: build-tests
	@tests/torture/run $(BUILD)

bench: build-tests
	@.ci/install-packages bench
	@tests/bench/run $(BUILD)

fuzz:
	@.ci/install-packages build lint
	@[ -f _build-fuzz/build.ninja ] || CC=clang $(MESON) setup _build-fuzz -Dfuzz=true -Db_lundef=false \
	  -Db_sanitize=address,undefined
	@ninja -C _build-fuzz -j $(JOBS)
	@tests/fuzz/run _build-fuzz $(FUZZ_SECONDS)

sanitize: deps-test
	@[ -f _build-sanitize/build.ninja ] || $(MESON) setup _build-sanitize -Db_lundef=false \
	  -Db_sanitize=address,undefined
	@ninja -C _build-sanitize -j $(JOBS)
	@ETB_SANITIZE=1 .ci/run-tests _build-sanitize

lint: build-tests
	@.ci/install-packages lint
	@.ci/lint $(BUILD)

format:
	@git ls-files 'app/*.[ch]' 'ui/*.[ch]' 'tests/*.[ch]' | xargs clang-format -i

pictures: build-tests
	@.ci/pictures --all $(BUILD)

deb:
	@.ci/install-packages build deb
	@.ci/make-deb _build-deb

check-next:
	@.ci/check-next

clean:
	@rm -rf $(BUILD) _build-*
