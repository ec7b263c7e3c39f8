"""The data of timeline, network and map: queries over a small store."""

from __future__ import annotations

from collections import Counter

import pytest

from elchi import store as stores
from elchi.query import Result, run
from serving import examples


def rows(name: str, **parameters: str) -> list[dict[str, str]]:
    with stores.reader(examples()) as opened:
        answer: Result = run(opened.graph, f"explorer/{name}", **parameters)
    return answer.records()


def test_months_count_the_events_that_the_timeline_lists() -> None:
    months = rows("timeline-months")
    listed = rows("timeline")
    assert sum(int(row["events"]) for row in months) == len(listed) > 20
    assert Counter(row["kind"] for row in listed) == sum(
        (Counter({row["kind"]: int(row["events"])}) for row in months), Counter()
    )


def test_what_is_known_by_its_year_is_counted_by_the_year() -> None:
    periods = {row["period"] for row in rows("timeline-months")}
    assert "2012" in periods
    assert any(len(period) == 7 for period in periods)


@pytest.mark.parametrize("name", ["timeline", "timeline-months"])
def test_the_timeline_of_an_actor_is_a_part_of_the_whole(name: str) -> None:
    whole, part = len(rows(name)), len(rows(f"{name}-of", actor="state/KAZ"))
    assert 0 < part < whole


def test_the_timeline_of_a_state_has_the_visits_of_its_persons() -> None:
    found = [row for row in rows("timeline-of", actor="state/SRB") if row["kind"] == "Visit"]
    assert found
    assert all("state/SRB|" not in row["who"] for row in found)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"only": "Visit"}, lambda row: row["kind"] == "Visit"),
        ({"code": "planned"}, lambda row: row["status"] == "planned"),
        ({"since": "2024"}, lambda row: row["latest"] >= "2024"),
        ({"until": "2022"}, lambda row: row["earliest"] < "2023"),
    ],
)
def test_a_filter_leaves_what_fits_it(given: dict[str, str], kept: object) -> None:
    assert callable(kept)
    wanted = [row["event"] for row in rows("timeline") if kept(row)]
    assert [row["event"] for row in rows("timeline", **given)] == wanted
    assert wanted


def test_events_are_listed_in_their_order_and_no_more_than_asked() -> None:
    listed = rows("timeline", limit="5")
    assert [row["earliest"] for row in listed] == sorted(row["earliest"] for row in listed)
    assert len(listed) == 5


def test_each_pair_of_states_stands_once() -> None:
    pairs = [(row["one"], row["other"], row["kind"]) for row in rows("network")]
    assert len(set(pairs)) == len(pairs) > 5
    assert all(one < other for one, other, _ in pairs)
    assert all("/id/state/" in state for one, other, _ in pairs for state in (one, other))


def test_persons_and_bodies_make_a_network_without_states() -> None:
    ends = {row[end] for row in rows("network-actors") for end in ("one", "other")}
    assert ends
    assert not any("/id/state/" in end for end in ends)


def test_a_window_of_time_leaves_undated_events_out_of_the_network() -> None:
    def count(**given: str) -> int:
        return sum(int(row["events"]) for row in rows("network", **given))

    assert 0 < count(since="2000", until="2030") < count()


def test_a_visit_without_a_place_stands_at_the_capital_of_the_host() -> None:
    found = {(row["place"].rpartition("/")[2], row["told"]) for row in rows("map", only="Visit")}
    assert ("ljubljana", "false") in found
    assert ("samarkand", "true") in found


def test_the_map_counts_each_visit_once_for_each_state_that_comes() -> None:
    visits = rows("map", only="Visit", guest="SRB")
    assert {row["guest"].rpartition("/")[2] for row in visits} == {"SRB"}
    assert {row["home"].rpartition("/")[2] for row in visits} == {"AZE"}


def test_every_state_with_a_capital_has_a_point() -> None:
    points = rows("capitals")
    assert len(points) == 197
    assert all(abs(float(row["latitude"])) <= 90 for row in points)
