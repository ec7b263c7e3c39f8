"""The files of the pages: modules, styles, words, libraries.

A file is served below a digest of all of them, so that browsers may keep it for good and never mix versions:
``/static/DIGEST/js/main.js``.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from elchi.serve.answers import has
from elchi.serve.failures import RefusedError
from elchi.serve.negotiate import encodes

_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"


class File(NamedTuple):
    """A file: its media type, its bytes, its entity tag."""

    media_type: str
    plain: bytes
    tag: str


async def asset(request: Request) -> Response:
    """Answer with a file."""
    version, path = request.path_params["version"], request.path_params["path"]
    file = _file(path)
    if file is None:
        raise RefusedError(404, f"{path}: there is no such file")
    headers = {
        "Cache-Control": _FOR_GOOD if version == digest() else _ASK_FIRST,
        "ETag": file.tag,
        "Vary": "Accept-Encoding",
    }
    if has(request, file.tag):
        return Response(status_code=304, headers=headers)
    if not encodes(request.headers.get("Accept-Encoding", ""), "gzip"):
        return Response(file.plain, media_type=file.media_type, headers=headers)
    packed = await asyncio.to_thread(_packed, file.plain)
    return Response(packed, media_type=file.media_type, headers={**headers, "Content-Encoding": "gzip"})


def address(root: str) -> str:
    """Return the address below which the files are served, without a slash at its end.

    Args:
        root: path before the server's own.
    """
    return f"{root}/static/{digest()}"


@lru_cache(maxsize=1)
def digest() -> str:
    """Return a name for the state of all files."""
    together = hashlib.sha256()
    for path in _names(_folder()):
        file = _file(path)
        together.update(f"{path} {file.tag if file else ''}\n".encode())
    return together.hexdigest()[:12]


@lru_cache(maxsize=256)
def _file(path: str) -> File | None:
    """Return a file by its path below the folder, ``None`` if there is none that is served."""
    parts = PurePosixPath(path).parts
    media_type = _TYPES.get(PurePosixPath(path).suffix)
    if media_type is None or ".." in parts or path.startswith("/"):
        return None
    found = _folder().joinpath(*parts)
    try:
        plain = found.read_bytes()
    except (OSError, ValueError):  # there is none, or no file can be called so
        return None
    tag = f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"'
    return File(media_type, plain, tag)


@lru_cache(maxsize=256)
def _packed(plain: bytes) -> bytes:
    """Return the bytes of a file compressed; all of them together take half a second."""
    return gzip.compress(plain, 9, mtime=0)


def _names(folder: Traversable, before: str = "") -> list[str]:
    """Return the paths of all files in a folder, sorted."""
    found: list[str] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{before}{entry.name}"
        found.extend(_names(entry, f"{path}/") if entry.is_dir() else [path])
    return found


def _folder() -> Traversable:
    return files("elchi.serve").joinpath("static")


ROUTES = [Route("/static/{version}/{path:path}", asset)]
