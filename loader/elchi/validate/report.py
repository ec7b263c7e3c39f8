"""Findings to a report: what a shape has to say about a node, whichever engine found it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from elchi import vocab

SEVERITIES = ("Violation", "Warning", "Info")
"""From the worst to the mildest."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_RULE = re.compile(r"[A-Z]+[0-9]+\b")
_SLOT = re.compile(r"\{[?$](this|value|path)\}")


@dataclass(frozen=True, slots=True)
class Result:
    """One finding: how bad it is, which rule found it, about which node, and what to mend.

    ``path`` is the property that the rule looks at, ``None`` where it is no single one; ``value`` the
    value at fault, ``None`` where something is missing; ``constraint`` the constraint component of the
    SHACL standard that is not met.
    """

    severity: str
    rule: str
    focus: Term
    path: ox.NamedNode | None
    value: Term | None
    message: str
    constraint: ox.NamedNode


@dataclass(frozen=True, slots=True)
class Report:
    """The findings about a graph, the worst first."""

    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is malformed; warnings and infos are allowed."""
        return all(result.severity != SEVERITIES[0] for result in self.results)

    def graph(self) -> str:
        """Return the report in Turtle, in the terms of the SHACL standard.

        >>> "sh:conforms true" in Report().graph()
        True
        """
        turtle = io.BytesIO()
        ox.serialize(_triples(self), turtle, ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
        return turtle.getvalue().decode()


class Message(NamedTuple):
    """What a shape says when it is not met; ``""`` where it says nothing.

    ``own`` tells that it belongs to one SPARQL rule of the shape, and goes before that of the shape.
    """

    text: str
    own: bool


class Finding(NamedTuple):
    """One result as an engine tells it; ``messages`` are numbers of the messages of the shapes."""

    severity: str
    constraint: str
    shape: Term | None
    focus: Term
    path: ox.NamedNode | None
    value: Term | None
    messages: tuple[int, ...]


def report(findings: Iterable[Finding], messages: Sequence[Message]) -> Report:
    """Return what an engine found as a report, in an order of its own, nothing twice.

    Args:
        findings: in any order; consumed once.
        messages: those of the shapes that were run.
    """
    return joined(_result(finding, messages) for finding in findings)


def joined(results: Iterable[Result]) -> Report:
    """Return a report of these results, in their order, nothing twice."""
    return Report(tuple(sorted(set(results), key=_order)))


def _result(finding: Finding, messages: Sequence[Message]) -> Result:
    focus, value = finding.focus, finding.value
    if focus == finding.shape and value is not None:  # a rule that looks at the whole graph at once
        focus, value = value, None
    message = _message([messages[number] for number in finding.messages], finding.constraint)
    numbered = _RULE.match(message)
    name = finding.shape.value if isinstance(finding.shape, ox.NamedNode) else finding.constraint
    filled = {"this": focus, "value": value, "path": finding.path}
    return Result(
        severity=_local(finding.severity),
        rule=numbered[0] if numbered else _local(name),
        focus=focus,
        path=finding.path,
        value=value,
        message=_SLOT.sub(lambda slot: getattr(filled[slot[1]], "value", slot[0]), message),
        constraint=ox.NamedNode(finding.constraint),
    )


def _message(said: Iterable[Message], constraint: str) -> str:
    """Return the nearest message, or one made from the constraint where the shape says nothing."""
    texts = [message.text for message in sorted(said, key=lambda m: not m.own) if message.text]
    return texts[0] if texts else f"does not meet {_local(constraint)} of the shape"


def _order(result: Result) -> tuple[int, str, int, str, str]:
    rank = SEVERITIES.index(result.severity) if result.severity in SEVERITIES else len(SEVERITIES)
    letters = result.rule.rstrip("0123456789")
    number = int(result.rule.removeprefix(letters) or 0)
    rest = f"{result.path} {result.value} {result.message} {result.constraint}"
    return rank, letters, number, str(result.focus), rest


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


_PREFIXES = {name: vocab.PREFIXES[name] for name in ("sh", "xsd")}


def _triples(report: Report) -> Iterator[ox.Triple]:
    """Yield the triples of a report."""
    sh, this = vocab.SH, ox.BlankNode("report")
    yield ox.Triple(this, vocab.RDF("type"), sh("ValidationReport"))
    yield ox.Triple(this, sh("conforms"), ox.Literal(report.conforms))
    for number, result in enumerate(report.results):
        node = ox.BlankNode(f"r{number}")
        yield ox.Triple(this, sh("result"), node)
        yield ox.Triple(node, vocab.RDF("type"), sh("ValidationResult"))
        yield ox.Triple(node, sh("resultSeverity"), sh(result.severity))
        yield ox.Triple(node, sh("sourceConstraintComponent"), result.constraint)
        yield ox.Triple(node, sh("focusNode"), result.focus)
        if result.path is not None:
            yield ox.Triple(node, sh("resultPath"), result.path)
        if result.value is not None:
            yield ox.Triple(node, sh("value"), result.value)
        yield ox.Triple(node, sh("resultMessage"), ox.Literal(result.message))
