"""A question to the answer of a SPARQL endpoint elsewhere, as if it came from a store here.

Saved queries go as plain SPARQL with their values filled in (:func:`elchi.query.filled`) and give the rows that
they give here, where the endpoint holds what :func:`elchi.remote.push` sends. What ``SELECT`` without ``GRAPH`` asks
is the endpoint's own default graph, which need not be the union of all graphs.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from elchi import vocab
from elchi.errors import RefusedQueryError, RemoteError
from elchi.query import Result, filled, saved
from elchi.query.guard import check, form
from elchi.query.parameters import bind
from elchi.query.results import of_text
from elchi.remote.session import Reply, Session
from elchi.vocab import ELCHI, RDF

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_STATES = f"SELECT ?state WHERE {{ GRAPH {vocab.ENTITIES} {{ ?state a {ELCHI('State')} }} }}"


def run(session: Session, url: str, name: str, /, **parameters: str) -> Result:
    """Return the answer of a saved query.

    Args:
        session: connections to the server.
        url: where it answers queries.
        name: of the query.
        parameters: value of a parameter, as a user writes it.

    Raises:
        QueryError: if there is no such query or parameter, or a value is of another type.
        RemoteError: if the endpoint does not answer.
    """
    query = saved(name)
    states = any(parameter.type == "state" and parameter.name in parameters for parameter in query.parameters)
    known = _states(session, url) if states else ox.Store()
    answer = _asked(session, url, filled(query, bind(query, parameters, known)))
    return of_text(answer)


def evaluate(session: Session, url: str, sparql: str) -> Result:
    """Return the answer of a SPARQL query; Elchi's prefixes are declared.

    Raises:
        QueryError: if it is an update, or asks another server.
        RemoteError: if the endpoint does not answer, or finds it malformed.
    """
    check(sparql)
    word = form(sparql)
    if word not in (None, "SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise RefusedQueryError(f"{word} is refused: a query changes nothing; use push")
    declared = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(vocab.PREFIXES.items()) if _lacks(sparql, name)
    )
    if word in ("CONSTRUCT", "DESCRIBE"):
        return Result(triples=_triples(session, url, declared + sparql))
    answer = _asked(session, url, declared + sparql)
    if word == "ASK" and isinstance(answer, ox.QuerySolutions):
        # Virtuoso 7 answers with a row whose only value is 1 or 0.
        return Result(truth=any(term is not None and term.value == "1" for row in answer for term in row))
    return of_text(answer)


def select(session: Session, url: str, sparql: str) -> Result:
    """Return the answer of a SELECT or ASK that is sent as it stands.

    Raises:
        RemoteError: if the endpoint does not answer.
    """
    return of_text(_asked(session, url, sparql))


def _lacks(sparql: str, prefix: str) -> bool:
    """Return whether a query uses a prefix and does not declare it."""
    used = re.search(rf"(?<![\w.-]){prefix}:", sparql) is not None
    return used and re.search(rf"\bPREFIX\s+{prefix}:", sparql, re.IGNORECASE) is None


def _states(session: Session, url: str) -> ox.Store:
    """Return a store that holds which states the endpoint knows, for the parameters to be checked."""
    store = ox.Store()
    found = of_text(_asked(session, url, _STATES)).rows or ()
    states = (row[0] for row in found)
    store.extend(
        ox.Quad(state, RDF("type"), ELCHI("State"), vocab.ENTITIES)
        for state in states
        if isinstance(state, ox.NamedNode)
    )
    return store


def _asked(session: Session, url: str, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean:
    reply = _sent(session, url, sparql, _ROWS)
    try:
        return ox.parse_query_results(reply.data, ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _unlike(reply, url, "rows", error) from error


def _triples(session: Session, url: str, sparql: str) -> tuple[ox.Triple, ...]:
    reply = _sent(session, url, sparql, _TRIPLES)
    try:
        return tuple(quad.triple for quad in ox.parse(reply.data, ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise _unlike(reply, url, "triples", error) from error


def _sent(session: Session, url: str, sparql: str, accept: str) -> Reply:
    return session.ask("POST", url, data={"query": sparql}, headers={"Accept": accept})


def _unlike(reply: Reply, url: str, wanted: str, error: Exception) -> RemoteError:
    reason = " ".join(str(error).split())[:150]
    return RemoteError(
        f"{url}: answers {reply.kind} where {wanted} in a standard format were asked for ({reason}); check that it is "
        "the address of a SPARQL endpoint",
        reply.status,
    )
