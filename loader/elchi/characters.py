"""Text to characters that every syntax can hold and no terminal obeys."""

from __future__ import annotations

import re

# XML has no escape for most of them, and a terminal takes those of ESC and U+009B for commands.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def fit(text: str) -> str:
    r"""Return a text with its control characters and halves of characters replaced, one for one.

    Tabs and ends of lines stay; other controls that are white space become a space.

    >>> fit("a\x1b[1m\x0cb\tc\ud800")
    'a�[1m b\tc?'
    """
    return _CONTROLS.sub(_stand_in, text).encode("utf-8", "replace").decode("utf-8")


def _stand_in(control: re.Match[str]) -> str:
    return " " if control[0].isspace() else "\ufffd"
