"""English names to the last part of IRIs."""

from __future__ import annotations

import re
import unicodedata


def slug(cell: str) -> str:
    """Return the slug of a cell of names: the first one in ASCII, lower case, with hyphens.

    >>> slug("Düsseldorf; Dusseldorf"), slug("N'Djamena"), slug("St. Petersburg")
    ('dusseldorf', 'ndjamena', 'st-petersburg')
    """
    name = unicodedata.normalize("NFKD", cell.split("; ")[0]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['.]", "", name)).strip("-")
