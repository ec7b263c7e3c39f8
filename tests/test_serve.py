"""The server, asked over HTTP."""

import json

import requests

from cli_world import elchi
from serving import examples, running


def test_a_query_gives_the_rows_that_the_command_gives() -> None:
    sparql = "SELECT DISTINCT ?visit WHERE { GRAPH ?g { ?visit a elchi:Visit } } ORDER BY ?visit"
    answer = requests.get(f"{running()}/sparql", params={"query": sparql}, timeout=60)
    assert answer.status_code == 200
    said = elchi("query", "--sparql", sparql, "--format", "json", "--store", str(examples())).stdout
    assert answer.json()["results"] == json.loads(said)["results"]
    assert answer.json()["results"]["bindings"]


def test_a_malformed_query_is_the_clients_error() -> None:
    assert requests.get(f"{running()}/sparql", params={"query": "SELEC"}, timeout=60).status_code == 400


def test_the_server_says_that_it_is_there() -> None:
    assert requests.get(f"{running()}/healthz", timeout=60).json()["status"] == "ok"
