# Two commands on a fresh machine: `make run` plays the QA checklist, `make test` runs every test.

UNDERSTUDY = .build/release/understudy
SWIFT = Package.swift Sources Tests Examples Benchmarks/Package.swift Benchmarks/Sources/Benchmarks \
	Fuzzing/Package.swift Fuzzing/Sources/PlexXMLFuzzer
IMPORTS = --explicit-target-dependency-import-check error

# Swift Testing begins all tests at once, and those hold well over a thousand files open: more than Foundation's Process
# on Linux can pass over when it starts a child (it reads /proc/self/fd beyond its buffer, and crashes). It is faster, too.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 32

.PHONY: run test build scenarios soak control plexapi fuzz bench bench-large lint format deps clean

run: build
	$(UNDERSTUDY) run scenarios/qa-checklist

test: deps
	swift build --build-tests $(IMPORTS)
	swift test --skip-build

build: deps
	swift build -c release --product understudy

# Every scenario there is, through the built binary.
scenarios: build
	$(UNDERSTUDY) run scenarios

# The client with every sin: all of the checklist is red, and the report says why.
control: build
	$(UNDERSTUDY) run scenarios/qa-checklist scenarios/empty-answers --subject wipe-and-reload

# Every scenario, again and again, each time in another order: make soak RUNS=50.
RUNS = 10
soak: build
	@for run in $$(seq $(RUNS)); do \
		find scenarios -name '*.json' ! -name '*.control.json' | sort -R > .build/soak-order; \
		xargs $(UNDERSTUDY) run < .build/soak-order > .build/soak-report || \
			{ grep -v '^ok' .build/soak-report; echo "To play them in this order again: .build/soak-order" >&2; exit 1; }; \
		echo "$$run of $(RUNS): $$(tail -1 .build/soak-report)"; \
	done

# A real Plex client that nobody here wrote, against `understudy serve`.
plexapi: build
	Tests/plexapi/run $(UNDERSTUDY)

# A minute of inputs that nobody thought of, for the parser; `Fuzzing/run 3600` takes an hour.
fuzz: deps
	Fuzzing/run 60

# The engine against floors of the same run: Benchmarks/README.md.
bench: build
	Benchmarks/run $(UNDERSTUDY)

# A library of 100,000 albums and more than a million tracks.
bench-large: build
	Benchmarks/run $(UNDERSTUDY) --large

lint:
	swift format lint --strict --recursive $(SWIFT)

format:
	swift format --in-place --recursive $(SWIFT)

# The headers of libxml2 and SQLite; macOS has them already.
deps:
	@.ci/install-dependencies

clean:
	swift package clean
