"""The values that flow from one stage to the next.

Every value is a dataclass that holds tuples and is never changed. A :class:`Span` counts code points of
``Text.content``, start inclusive, stop exclusive; nothing is claimed without one.
"""

from elchi.model.facts import (
    Cue,
    DateMention,
    Entity,
    Event,
    Instrument,
    Mention,
    NamedSpan,
    Outcome,
    Reading,
    Report,
    Resolved,
    Role,
    Tenure,
    Treaty,
)
from elchi.model.text import (
    Analysis,
    Article,
    Block,
    Entry,
    Features,
    Hit,
    Label,
    Sentence,
    Span,
    Text,
    Token,
    Word,
    value,
)

__all__ = [
    "Analysis",
    "Article",
    "Block",
    "Cue",
    "DateMention",
    "Entity",
    "Entry",
    "Event",
    "Features",
    "Hit",
    "Instrument",
    "Label",
    "Mention",
    "NamedSpan",
    "Outcome",
    "Reading",
    "Report",
    "Resolved",
    "Role",
    "Sentence",
    "Span",
    "Tenure",
    "Text",
    "Token",
    "Treaty",
    "Word",
    "value",
]
