"""Elchi's names to those of others: what the profiles call classes, roles, codes and columns.

schema.org: a test holds types and properties against the vocabulary's own domains. PLOVER: the draft manual of 2021
(openeventdata/PLOVER); which category an event has is said in ``ontology/alignments.ttl``.
"""

from __future__ import annotations

ACTORS = {"State": "Country", "Person": "Person", "Organisation": "Organization", "ActorGroup": "Organization"}
"""Class of an actor to type of schema.org."""
ORGANISATIONS = {
    "ministry": "GovernmentOrganization",
    "agency": "GovernmentOrganization",
    "government": "GovernmentOrganization",
    "media": "NewsMediaOrganization",
    "company": "Corporation",
    "party": "PoliticalParty",
    "ngo": "NGO",
    "university": "EducationalOrganization",
}
"""Kind of an organisation to a narrower type of schema.org, as ``ontology/alignments.ttl`` links them."""
EVENT_STATUS = {"planned": "EventScheduled", "cancelled": "EventCancelled", "postponed": "EventPostponed"}
"""Factuality to a status of schema.org; what is done or ongoing needs none."""
SECTORS = {
    "agency": "GOV",
    "ministry": "GOV",
    "government": "GOV",
    "parliament": "LEG",
    "court": "JUD",
    "military": "MIL",
    "party": "PTY",
    "company": "BUS",
    "bank": "BUS",
    "university": "EDU",
    "media": "JRN",
}
"""Kind of an organisation to primary sector of PLOVER."""
CODES = {"igo": "IGO", "ngo": "NGO"}
"""Kind of an organisation to the code that PLOVER has for actors of no state."""
OFFICES = {
    "member_of_parliament": "LEG",
    "speaker": "LEG",
    "military_commander": "MIL",
    **dict.fromkeys(
        ("ambassador", "crown_prince", "defence_minister", "deputy_minister", "deputy_prime_minister", "envoy",
         "foreign_minister", "governor", "head_of_agency", "mayor", "minister", "monarch", "president",
         "prime_minister", "spokesperson", "vice_president"),
        "GOV",
    ),
}  # fmt: skip
"""Office that a person holds for a state to primary sector of PLOVER; none where it may be either."""
QUADS = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "REJECT": 3}
"""Category of PLOVER to its quad category: verbal cooperation, verbal conflict."""
TABLES = {
    "actors": ("document", "actor"),
    "treaties": ("treaty",),
    "visits": ("visit",),
    "meetings": ("meeting",),
    "statements": ("statement",),
    "dates": ("document", "spanStart", "spanEnd"),
}
"""Saved query to the columns that tell its rows apart."""
INTEGERS = frozenset({"spanStart", "spanEnd", "count"})
"""Columns that hold whole numbers."""
IRIS = frozenset({"actor", "treaty", "visit", "meeting", "statement", "iri"})
"""Columns that hold IRIs."""
SCHEMES = {
    ("visits", "kind"): "visit",
    ("visits", "status"): "factuality",
    ("meetings", "kind"): "meeting",
    ("meetings", "status"): "factuality",
    ("statements", "status"): "factuality",
    ("treaties", "kind"): "instrument",
    ("treaties", "status"): "status",
}
"""Columns that hold a code, with the list that it is of."""
