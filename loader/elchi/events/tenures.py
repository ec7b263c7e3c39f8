"""Taking and leaving office: who, which office, when."""

from __future__ import annotations

from collections.abc import Sequence

from elchi.events.context import Context, within
from elchi.events.factuality import judge
from elchi.events.view import View, having
from elchi.model import Report, Role


def find(views: Sequence[View], around: Context) -> list[Report]:
    """Return the reports of persons' taking or leaving office, without their sources."""
    found: list[Report] = []
    for view in having(views, "take-office", "leave-office"):
        for hit in view.hits("take-office", "leave-office"):
            first, last = view.clause(hit.first)
            inside = within(view.arguments, first, last)
            holder = next((a for a in inside if a.mention.kind == "person" and a.marker == "subject"), None)
            if holder is None:
                continue
            office = next((a.mention.office for a in inside if a.mention.kind == "office"), None)
            office = office or next((t.office for t in holder.entity.tenures), None)
            dates = list(view.dates_in(first, hit.last))
            judged = judge(view, hit, first=first, last=hit.last)
            found.append(
                Report(
                    kind="OfficeChange",
                    evidence=view.span(first, last),
                    cues=(view.cue(hit), *judged.cues),
                    rule=f"office.{hit.concept}",
                    roles=(Role("officeHolder", holder.entity.id),),
                    factuality=judged.value,
                    certainty=judged.certainty,
                    start=dates[-1] if dates else None,
                    office=office,
                    confidence=0.7,
                )
            )
    return found
