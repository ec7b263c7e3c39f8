"""A document to its Web Annotations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from elchi import vocab
from elchi.profiles import web_annotation
from elchi.profiles.told import Told
from elchi.serve.failures import RefusedError
from elchi.serve.jobs.values import Reply, Served

MEDIA_TYPE = f'application/ld+json; profile="{vocab.ANNOTATION_CONTEXT}"'


def page(served: Served, arguments: Mapping[str, Any], reply: Reply) -> None:
    """Answer with the annotation page of a document, as the profile writes it; there is no collection here.

    Args:
        served: the dataset.
        arguments: ``key`` of the document.
        reply: where the answer goes.

    Raises:
        RefusedError: 404, if there is no such document.
    """
    key = arguments["key"]
    if not key.isalnum() or not served.graph.contains_named_graph(vocab.document_graph(key)):
        raise RefusedError(404, f"{key}: there is no document with this key")
    made = web_annotation.page(Told(served.graph, key), 0, None)
    del made["startIndex"], made["partOf"]
    reply.begin(MEDIA_TYPE)
    file = {"@context": vocab.ANNOTATION_CONTEXT, **made}
    reply.write((json.dumps(file, ensure_ascii=False, indent=1) + "\n").encode())
