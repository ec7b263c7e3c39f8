"""Word lists and authority data to matchers.

``lexicons(...)`` compiles, for each language family that Elchi reads, the TOML word lists of this folder,
the names in ``ontology/authority`` and what the user adds, into one :class:`Lexicon`. Matching is done on
tokens: an entry is a sequence of stems, and every word form is analysed once and remembered. See README.md
beside this file for the format.
"""

from elchi.lexicon.authority import Authority, Thing, load_authority
from elchi.lexicon.matcher import Lexicon
from elchi.lexicon.source import Lexicons, lexicons

__all__ = ["Authority", "Lexicon", "Lexicons", "Thing", "lexicons", "load_authority"]
