# Anxin. `make demo` and `make test` do all their set-up themselves on a bare Debian 12.
#
#   make          build the program: build/release/bin/anxin
#   make demo     a month of an invented county, told step by step
#   make serve    the demo's county over the network, with a key for each role (LISTEN=host:port;
#                 SERVE_OPTIONS='--webhook-networks 127.0.0.0/8' and whatever else serve takes)
#   make test     every test; ends with "N passed, N failed"
#   make web-test the page walked in headless Chromium; pictures in build/web-test
#   make check    everything the authors run: format, walls, headers, tidy, sanitizers
#   make coverage lines and branches of ledger/base and ledger/book that the tests run, and do not
#   make fuzz     every reader of bytes from outside under libFuzzer, SECONDS=60 each (clang)
#   make bench    speed, as ratios against a reference in the same run
#   make format   rewrite the sources in the house format
#
# STRICT=1 makes warnings errors. UNITY=1 compiles several files at a time: quicker from nothing,
# slower after touching one file.

STRICT ?= 0
UNITY ?= 0
BUILD_FLAGS := $(if $(filter 1,$(STRICT)),-DANXIN_STRICT=ON,-DANXIN_STRICT=OFF) \
	$(if $(filter 1,$(UNITY)),-DANXIN_UNITY=ON,-DANXIN_UNITY=OFF)
BIN := build/release/bin/anxin
DEMO_LANG ?= zh
LISTEN ?= 127.0.0.1:8080
SERVE_OPTIONS ?=
SECONDS ?= 60

.PHONY: all build demo serve test web-test check check-asan check-tsan coverage fuzz bench format lint tidy clean

all: build

build:
	@.ci/setup build
	@cmake --preset release $(BUILD_FLAGS) -DANXIN_TESTS=OFF -DANXIN_BENCH=OFF >/dev/null
	@cmake --build --preset release --target anxin

demo: build
	@mkdir -p build/demo
	@$(BIN) demo --data build/demo/book --fixtures fixtures/county --lang $(DEMO_LANG)

serve: build
	@tests/tools/serve_fixture $(BIN) build/serve $(LISTEN) $(SERVE_OPTIONS)

test:
	@.ci/setup build test
	@tests/run release $(BUILD_FLAGS)

check: lint tidy web-test check-asan check-tsan

web-test: build
	@.ci/setup build web
	@tests/web/run $(BIN) . build/web-test

check-asan:
	@.ci/setup build test
	@tests/run asan

check-tsan:
	@.ci/setup build test
	@tests/run tsan

coverage:
	@.ci/setup build test cover
	@tests/coverage

lint:
	@.ci/setup build lint
	@tests/lint/format
	@tests/lint/walls
	@tests/lint/headers

tidy:
	@.ci/setup build test lint
	@tests/lint/tidy

fuzz:
	@.ci/setup build cover
	@tests/fuzz/run $(SECONDS)

bench:
	@.ci/setup build bench
	@cmake --preset release -DANXIN_TESTS=OFF -DANXIN_BENCH=ON >/dev/null
	@cmake --build --preset release --target anxin_bench
	@build/release/bin/anxin_bench --folder build/bench \
		--commit "$$(git describe --always --dirty 2>/dev/null || echo unknown)" $(BENCH)

format:
	@git ls-files '*.h' '*.cc' | xargs clang-format -style=file -i

clean:
	@rm -rf build
