"""What the shapes find in the store, and which documents they kept out of it.

A check runs in a process of its own from the first time that somebody asks, once for each snapshot; until it is done,
pages and JSON say how far it is.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from elchi import vocab
from elchi.serve import rdf
from elchi.serve.answers import options_of, pool_of, static
from elchi.serve.failures import RefusedError
from elchi.serve.negotiate import best
from elchi.serve.pages import page
from elchi.store import layout, quarantine
from elchi.validate import SEVERITIES
from elchi.vocab import RDF, RDFS, SH, XSD

_HTML = "text/html"
_JSON = "application/json"
_START = "import sys; from elchi.serve.checking import main; main(sys.argv[1], sys.argv[2])"
_PATIENCE = 3.0
"""Seconds that an answer waits for a check that is nearly done."""
_PAUSE, _LONGEST_PAUSE = 10.0, 600.0
"""Seconds before a check that has failed is tried again: after the first time, and at most."""
_EXAMPLES = 20
"""Findings of a rule that are told; all are counted."""
_LINE = 1 << 24
"""Bytes of what is found in one document at most."""


@dataclass(slots=True)
class Check:
    """A check of a snapshot, as far as it is.

    Attributes:
        version: of the snapshot.
        documents: how many the store has, ``None`` until that is known.
        chosen: how many of them are checked.
        checked: how many have been checked.
        things: how many things these describe.
        found: severity and rule to how many findings there are.
        examples: severity and rule to the first of them.
        state: ``running``, ``done`` or ``failed``.
        failure: why it has failed, and when it is tried again, ``None`` if it has not.
        failures: how many checks of this snapshot have failed, one after the other.
        due: time of the monotonic clock before which one that has failed is not tried again.
    """

    version: str
    documents: int | None = None
    chosen: int = 0
    checked: int = 0
    things: int = 0
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    state: str = "running"
    failure: str | None = None
    failures: int = 0
    due: float = 0.0

    @property
    def wait(self) -> int:
        """Seconds after which it is worth while to ask again."""
        return math.ceil(max(_PATIENCE, self.due - time.monotonic()))

    @property
    def is_due(self) -> bool:
        """Whether it has failed, and may be tried again."""
        return self.state == "failed" and time.monotonic() >= self.due

    def fail(self, status: int | None) -> None:
        """Take note that the process has ended before it was done; each time the pause is twice as long."""
        self.state = "failed"
        pause = min(_PAUSE * 2**self.failures, _LONGEST_PAUSE)
        self.failures += 1
        self.due = time.monotonic() + pause
        ended = "what it told was not understood" if not status else f"its process ended with status {status}"
        self.failure = f"{ended}; the server's log says more. It is not tried again for {pause:.0f} s"

    @property
    def conforms(self) -> bool:
        """Whether nothing that was checked is malformed."""
        return not any(severity == SEVERITIES[0] for severity, _ in self.found)

    def take(self, line: dict[str, Any]) -> None:
        """Take in what the process tells."""
        if "documents" in line:
            self.documents, self.chosen = line["documents"], line["chosen"]
            return
        self.checked += 1
        self.things += line["things"]
        for result in line["results"]:
            kind = (result["severity"], result["rule"])
            self.found[kind] += 1
            told = self.examples.setdefault(kind, [])
            if len(told) < _EXAMPLES:
                told.append(result)

    def told(self) -> dict[str, Any]:
        """Return it as plain values."""
        order = sorted(self.found, key=lambda kind: (SEVERITIES.index(kind[0]), -self.found[kind], kind[1]))
        return {
            "state": self.state,
            "failure": self.failure,
            "documents": self.documents,
            "chosen": self.chosen,
            "checked": self.checked,
            "things": self.things,
            "conforms": self.conforms,
            "counts": {name: sum(n for kind, n in self.found.items() if kind[0] == name) for name in SEVERITIES},
            "rules": [
                {
                    "severity": kind[0],
                    "rule": kind[1],
                    "count": self.found[kind],
                    "message": self.examples[kind][0]["message"],
                    "examples": self.examples[kind],
                }
                for kind in order
            ],
        }


async def validation(request: Request) -> Response:
    """Answer with what is found: a page, JSON, or a report of SHACL."""
    kind = _kind(request)
    check = await _check(request)
    kept_out = await asyncio.to_thread(quarantine.reports, options_of(request).store / layout.QUARANTINE)
    if kind == _HTML:
        return page(request, "validation.html", check=check.told(), quarantine=kept_out)
    if kind == _JSON:
        documents = [{"key": key, "report": report} for key, report in kept_out.items()]
        return JSONResponse({**check.told(), "quarantine": documents}, headers={"Vary": "Accept"})
    if check.state != "done":
        said = check.failure or f"{check.checked} of {check.chosen} documents have been checked; ask again"
        raise RefusedError(503, f"the check is {check.state}: {said}", {"Retry-After": str(check.wait)})
    context = f"{options_of(request).address}/context.jsonld"
    file = rdf.written(set(report(check, len(kept_out))), kind, context=context, first=_REPORT)
    return static(request, file, kind)


_REPORT = vocab.named("validation#report")


def report(check: Check, kept_out: int) -> Iterator[ox.Triple]:
    """Yield a check in the terms of the SHACL standard, with what was checked in words.

    Args:
        check: one that is done.
        kept_out: how many documents are in quarantine.
    """
    yield ox.Triple(_REPORT, RDF("type"), SH("ValidationReport"))
    yield ox.Triple(_REPORT, SH("conforms"), ox.Literal(str(check.conforms).lower(), datatype=XSD("boolean")))
    said = (
        f"{check.checked} of {check.documents} documents were checked, which describe {check.things} things; "
        f"{kept_out} more were kept out of the store. Of each rule the first {_EXAMPLES} findings are told."
    )
    yield ox.Triple(_REPORT, RDFS("comment"), ox.Literal(said, language="en"))
    for (severity, rule), examples in check.examples.items():
        for number, example in enumerate(examples, 1):
            result = vocab.named(f"validation#{rule}-{number}")
            yield ox.Triple(_REPORT, SH("result"), result)
            yield ox.Triple(result, RDF("type"), SH("ValidationResult"))
            yield ox.Triple(result, SH("resultSeverity"), SH(severity))
            yield ox.Triple(result, SH("sourceShape"), vocab.named(f"shapes#{rule}"))
            yield ox.Triple(result, SH("resultMessage"), ox.Literal(example["message"]))
            if example["focus"] is not None:
                yield ox.Triple(result, SH("focusNode"), ox.NamedNode(example["focus"]))
            if example["path"] is not None:
                yield ox.Triple(result, SH("resultPath"), ox.NamedNode(example["path"]))


def _kind(request: Request) -> str:
    """Return the media type of the answer."""
    types = {"json": _JSON, **rdf.ENDINGS, "html": _HTML}
    asked = request.query_params.get("format") or request.path_params.get("ending")
    if asked is None:
        return best(request.headers.get("Accept"), tuple(types.values()))
    if asked not in types:
        raise RefusedError(404, f"{asked}: this is available as {', '.join(types)}")
    return types[asked]


async def _check(request: Request) -> Check:
    """Return the check of what is served now; the first who asks starts it, and waits for a moment."""
    state, version = request.app.state, pool_of(request).version
    kept: tuple[Check, asyncio.Task[None]] | None = getattr(state, "check", None)
    if kept is None or kept[0].version != version or kept[0].is_due:
        failures = 0
        if kept is not None:
            kept[1].cancel()
            failures = kept[0].failures if kept[0].version == version else 0
        check = Check(version, failures=failures)
        kept = (check, asyncio.create_task(_run(check, options_of(request).store)))
        state.check = kept
    await asyncio.wait([kept[1]], timeout=_PATIENCE)
    return kept[0]


async def _run(check: Check, store: Path) -> None:
    """Have a store checked by a process, which is ended with its task."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-c", _START, str(store), str(os.getpid())),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        limit=_LINE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None, "it is a pipe"
    try:
        async for line in process.stdout:
            check.take(json.loads(line))
        if await process.wait() == 0:
            check.state = "done"
    finally:
        if check.state != "done":
            check.fail(process.returncode)
        if process.returncode is None:
            process.kill()
            await process.wait()


ROUTES = [Route("/validation", validation), Route("/validation.{ending}", validation)]
