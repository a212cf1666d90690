# Two commands on a fresh machine: `make run` plays the QA checklist, `make test` runs every test.

UNDERSTUDY = .build/release/understudy
IMPORTS = --explicit-target-dependency-import-check error

.PHONY: run test build scenarios control plexapi lint format deps clean

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

# The client with every sin: most of the checklist is red, and the report says why.
control: build
	$(UNDERSTUDY) run scenarios/qa-checklist scenarios/empty-answers --subject wipe-and-reload

# A real Plex client that nobody here wrote, against `understudy serve`.
plexapi: build
	Tests/plexapi/run $(UNDERSTUDY)

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Examples

format:
	swift format --in-place --recursive Package.swift Sources Tests Examples

# The headers of libxml2 and SQLite; macOS has them already.
deps:
	@.ci/install-dependencies

clean:
	swift package clean
