"""Documents to W3C Web Annotations: which words of a text name whom, and on which words each report rests.

One annotation page for each document. A target is the document's text with a place in code points and, where the
store keeps them (up to 120 characters), the words. Pages name each other; the collection comes last, when its size
is known.
"""

from __future__ import annotations

from typing import Any

from elchi import vocab
from elchi.profiles.told import Span, Told
from elchi.vocab import ELCHI

Node = dict[str, Any]

COLLECTION = vocab.iri("annotations").value


def page(told: Told, start: int, following: str | None) -> Node:
    """Return the annotations of a document.

    Args:
        told: what it says.
        start: how many annotations stand on the pages before.
        following: key of the next document.
    """
    items = [_mention(told, mention) for mention in told.mentions()]
    items += [_report(told, report) for report in told.things("Report") if told.spans(report)]
    node: Node = {
        "id": page_name(told.key),
        "type": "AnnotationPage",
        "partOf": COLLECTION,
        "startIndex": start,
        "items": items,
    }
    return node if following is None else {**node, "next": page_name(following)}


def page_name(key: str) -> str:
    """Return the IRI of a document's page."""
    return vocab.iri(f"doc/{key}/annotations").value


def collection(total: int, first: str | None, last: str | None) -> Node:
    """Return the collection of all pages.

    Args:
        total: how many annotations there are.
        first: key of the first document.
        last: key of the last one.
    """
    node: Node = {"id": COLLECTION, "type": "AnnotationCollection", "label": "What Elchi read", "total": total}
    if first is None or last is None:
        return node
    return {**node, "first": page_name(first), "last": page_name(last)}


def _mention(told: Told, mention: str) -> Node:
    span = told.spans(mention)[0]
    date = told.value(mention, ELCHI("edtf"))
    return {
        "id": vocab.iri(f"doc/{told.key}/annotation/{span.start}-{span.stop}").value,
        "type": "Annotation",
        "motivation": "identifying" if date is None else "describing",
        "body": told.values(mention, ELCHI("refersTo")) if date is None else _text(date),
        "target": _target(told, span),
    }


def _report(told: Told, report: str) -> Node:
    kind = (told.value(report, ELCHI("eventType")) or "").removeprefix(ELCHI.iri)
    sources = [name for source in told.roles(report, "assertedBy") if (name := told.name(source)) is not None]
    said = ", ".join(
        part for part in (kind, told.code(report, "factuality"), told.value(report, ELCHI("edtf"))) if part
    )
    told_by = f"; says {' and '.join(sources)}" if sources else ""
    return {
        "id": vocab.iri(f"doc/{told.key}/annotation/{report.rpartition('/')[2]}").value,
        "type": "Annotation",
        "motivation": "describing",
        "body": [report, _text(said + told_by)],
        "target": [_target(told, span) for span in told.spans(report)],
    }


def _text(value: str) -> Node:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en"}


def _target(told: Told, span: Span) -> Node:
    selectors: list[Node] = [{"type": "TextPositionSelector", "start": span.start, "end": span.stop}]
    if span.words is not None:
        selectors.append({"type": "TextQuoteSelector", "exact": span.words})
    return {"type": "SpecificResource", "source": vocab.text(told.key).value, "selector": selectors}
