"""Parts of a calendar expression to its EDTF value.

The parts are what a pattern of :mod:`elchi.dates.grammar` captured (``day``, ``month``, ``shift``, …).
Values follow EDTF (ISO 8601-2:2019 annex A, levels 0 and 1): seasons are months 21 to 24, unspecified
digits ``X``. Weeks are Monday/Sunday intervals, since EDTF has no week; quarters and halves are intervals of
months.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

Parts = Mapping[str, int | str]

_MOST = {"day": 60, "week": 12, "month": 24, "year": 60}  # so many units ago still names a time
_LEAP = 2000  # stands in for an unspecified year: every day of a calendar exists in it
_HALF = 183  # days: a date further off than half a year is nearer in the year beside it
_NEAR = 92  # days: what "was" on a date further ahead than this was there a year ago
_NEAR_PART = 30  # days: the same of seasons, quarters and halves, which the day in their middle stands for
_FAR = 90  # days: what "will be" on a date further back than this is meant for the next year
_LONG = 306  # days: what is two months ahead when read forward, and was ten months ago
_MIDDLE = (1, 7, 15)  # month and day that stand for the middle of a year or month
_SEASON_MONTHS = {21: 4, 22: 7, 23: 10, 24: 1}  # the one in the middle
_SEASON_REACH = 1  # months that a season lasts on either side of it
_WINTER = 24


@dataclass(frozen=True, slots=True)
class Value:
    """An EDTF value, its precision and its basis (``stated``, ``inferredYear``, ``relative``)."""

    edtf: str
    precision: str
    basis: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions count from: a day, and the smallest part of it that is known."""

    day: date
    known: str  # day | month | year


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against.

    ``anchor`` is the publication, ``year`` the one that the text itself lends to days and months that
    have none, ``tense`` tells how the nearest verb stands: ``past``, ``future`` or ``None``. ``before`` is
    the day (EDTF) told just before, which "two days later" counts from.
    """

    anchor: Anchor | None
    year: int | None
    tense: Callable[[], str | None]
    before: str | None = None


def anchor_of(published: str | None) -> Anchor | None:
    """Return the anchor that a publication date gives, ``None`` if it has no year or is no date.

    >>> anchor_of("2023-12")
    Anchor(day=datetime.date(2023, 12, 15), known='month')
    >>> anchor_of("XXXX-02-24") is None
    True
    """
    numbers = (published or "").partition("T")[0].split("-")
    if len(numbers) > 3 or not all(n.isascii() and n.isdigit() for n in numbers):
        return None
    year, month, day = (*map(int, numbers), *_MIDDLE[len(numbers) :])
    try:
        return Anchor(date(year, month, day), ("year", "month", "day")[len(numbers) - 1])
    except ValueError:
        return None


def value_of(parts: Parts, setting: Setting) -> Value | None:
    """Return what the parts say, ``None`` where that is no date or the setting lacks what it needs.

    >>> alone = Setting(None, None, lambda: None)
    >>> value_of({"year": 2022, "month": 5, "day": 10, "day2": 12}, alone).edtf
    '2022-05-10/2022-05-12'
    >>> value_of({"month": 5, "day": 10}, alone).edtf
    'XXXX-05-10'
    >>> value_of({"offset": -1}, alone) is None
    True
    >>> value_of({"later": 1, "count": 2}, Setting(None, None, lambda: None, "2022-05-10")).edtf
    '2022-05-12'
    """
    try:
        for part, read in _READERS:
            if part in parts:
                return read(parts, setting)
    except (ValueError, OverflowError):
        return None
    return None


def _calendar(parts: Parts, setting: Setting) -> Value | None:
    month, day, day2 = int(parts["month"]), _number(parts, "day"), _number(parts, "day2")
    month2 = _number(parts, "month2") or month
    turns = int(month2 < month)  # "30 December - 5 January": the second year is the next one
    start, end = _number(parts, "year"), _number(parts, "year2")
    basis = "stated"
    if start is None and end is not None:
        start = end - turns
    elif start is None:
        inferred = _year(parts, setting, month, day)
        if inferred is None:
            return None
        start, basis = inferred
    first = _written(start, month, day)
    if day2 is None and "month2" not in parts:
        return Value(first, "month" if day is None else "day", basis)
    if end is None and start is not None:
        end = start + turns
    last = _written(end, month2, day2)
    if last <= first and not (start is None and turns):
        return None
    return Value(f"{first}/{last}", "interval", basis)


def _number(parts: Parts, name: str) -> int | None:
    return int(parts[name]) if name in parts else None


def _written(year: int | None, month: int, day: int | None) -> str:
    date(_LEAP if year is None else year, month, day or 1)  # raises where there is no such day
    head = f"{'XXXX' if year is None else f'{year:04}'}-{month:02}"
    return head if day is None else f"{head}-{day:02}"


def _year(parts: Parts, setting: Setting, month: int, day: int | None) -> tuple[int | None, str] | None:
    anchor, shift = setting.anchor, _number(parts, "shift")
    if shift is not None and anchor is not None:
        return anchor.day.year + (_nearest(parts, anchor, month) if "nearest" in parts else shift), "relative"
    if shift:
        return None
    if anchor is not None:
        return anchor.day.year + _turn(parts, anchor, month, day or 15, setting.tense), "inferredYear"
    return (None, "stated") if setting.year is None else (setting.year, "inferredYear")


def _nearest(parts: Parts, anchor: Anchor, month: int) -> int:
    """Return in which year "last October" or "next spring" lies, less the anchor's: the nearest over or ahead."""
    shift, season = int(parts["shift"]), _number(parts, "season")
    if season == _WINTER:  # lies in two years as it is
        return shift
    reach = _SEASON_REACH if season else 0
    over, ahead = month + reach < anchor.day.month, month - reach > anchor.day.month
    return 0 if (shift < 0 and over) or (shift > 0 and ahead) else shift


def _turn(parts: Parts, anchor: Anchor, month: int, day: int, tense: Callable[[], str | None]) -> int:
    """Return -1, 0 or 1: in which year beside the anchor's a day without a year lies."""
    day = min(day, 28) if month == 2 else day
    weekday = _number(parts, "weekday")
    distance = {turn: (date(anchor.day.year + turn, month, day) - anchor.day).days for turn in (-1, 0, 1)}
    if weekday is not None:
        agreeing = [t for t in distance if date(anchor.day.year + t, month, day).isoweekday() == weekday]
        if agreeing:
            return min(agreeing, key=lambda turn: abs(distance[turn]))
    ahead = distance[0]
    if ahead > (_NEAR if "month" in parts else _NEAR_PART):
        told = tense()
        return -1 if told == "past" or (ahead > _HALF and told is None) else 0
    if ahead < -_FAR:
        told = tense()
        return 1 if told == "future" or (ahead < -_LONG and told is None) else 0
    return 0


def _offset(parts: Parts, setting: Setting) -> Value | None:
    return _moved(setting.anchor, "day", int(parts["offset"]))


def _steps(parts: Parts, setting: Setting) -> Value | None:
    unit, count, sign = str(parts["unit"]), int(parts["count"]), int(parts["sign"])
    if not 0 < count <= _MOST[unit]:
        return None
    if sign > 0 and setting.tense() != "future":
        return _later({"later": count, "unit": unit}, setting)
    value, further = _moved(setting.anchor, unit, sign * count), _number(parts, "count2")
    if value is None or further is None:
        return value
    end = _moved(setting.anchor, unit, sign * further)
    return None if end is None else Value(f"{value.edtf[:10]}/{end.edtf[-10:]}", "interval", "relative")


def _later(parts: Parts, setting: Setting) -> Value | None:
    """Return what lies so many units after (or before) the day told just before: "the same day", "a week later"."""
    unit, by = str(parts.get("unit", "day")), int(parts["later"]) * int(parts.get("count", 1))
    if setting.before is None or abs(by) > _MOST[unit]:
        return None
    if by == 0:
        return Value(setting.before, "day", "relative")
    return _moved(anchor_of(setting.before), unit, by)


def _unit(parts: Parts, setting: Setting) -> Value | None:
    unit, shift, anchor = str(parts["unit"]), int(parts.get("shift", 0)), setting.anchor
    if unit == "weekend" and "shift" not in parts and anchor is not None:
        ahead = anchor.day.isoweekday() > 5 or setting.tense() == "future"
        shift = 0 if ahead else -1
    return _moved(anchor, unit, shift)


def _moved(anchor: Anchor | None, unit: str, by: int) -> Value | None:
    """Return the day, week, weekend, month or year that lies ``by`` units from the anchor's."""
    fine = {"year": "year month day", "month": "month day"}.get(unit, "day")
    if anchor is None or anchor.known not in fine.split():
        return None
    day = anchor.day
    if unit in ("week", "weekend"):
        monday = day - timedelta(day.weekday()) + timedelta(weeks=by)
        first = monday + timedelta(5 if unit == "weekend" else 0)
        return Value(f"{first}/{monday + timedelta(6)}", "week" if unit == "week" else "interval", "relative")
    if unit == "day":
        day += timedelta(by)
    elif unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
        day = date(year, month + 1, 1)
    else:
        day = date(day.year + by, 1, 1)
    return Value(day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]], unit, "relative")


def _day_of_month(parts: Parts, setting: Setting) -> Value | None:
    """Return a day of this, the last or the next month, or of the month told just before: "on the 26th"."""
    month = _moved(setting.anchor, "month", int(parts["shift"])) if "shift" in parts else None
    known = setting.before if "shift" not in parts else month.edtf if month else None
    if known is None:
        return None
    year, number = known.split("-")[:2]
    return Value(_written(None if year == "XXXX" else int(year), int(number), int(parts["day"])), "day", "relative")


def _week_of_month(parts: Parts, setting: Setting) -> Value | None:
    """Return a week of a month, counted from the one that its first day lies in; -1 is the last."""
    month, nth = int(parts["month"]), int(parts["nth"])
    told = (_number(parts, "year"), "stated") if "year" in parts else _year(parts, setting, month, None)
    year, basis = told or (None, "")
    if year is None:
        return None
    first = date(year, month, 1)
    day = first + timedelta(weeks=nth - 1) if nth > 0 else date(year, month, monthrange(year, month)[1])
    week = _moved(Anchor(day, "day"), "week", 0)
    return None if week is None else replace(week, basis=basis)


def _weekday(parts: Parts, setting: Setting) -> Value | None:
    anchor, weekday, shift = setting.anchor, int(parts["weekday"]), _number(parts, "shift")
    if anchor is None or anchor.known != "day":
        return None
    since = (anchor.day.isoweekday() - weekday) % 7
    if parts.get("unit") == "week":
        by = weekday - anchor.day.isoweekday() + 7 * (shift or 0)
    elif shift is None:
        by = (7 - since) % 7 if setting.tense() == "future" else -since
    elif shift == 0:
        by = weekday - anchor.day.isoweekday()
    else:
        by = 7 * shift - since if shift > 0 else 7 * (shift + 1) - (since or 7)
    return _moved(anchor, "day", by)


def _season(parts: Parts, setting: Setting) -> Value | None:
    season = int(parts["season"])
    return _part_of_year(parts, setting, _SEASON_MONTHS[season], "season", f"{{0:04}}-{season}")


def _quarter(parts: Parts, setting: Setting) -> Value | None:
    quarter = int(parts["quarter"])
    if not 1 <= quarter <= 4:
        return None
    return _months_of_year(parts, setting, 3 * quarter - 2, 3)


def _half(parts: Parts, setting: Setting) -> Value | None:
    half = int(parts["half"])
    if not 1 <= half <= 2:
        return None
    return _months_of_year(parts, setting, 6 * half - 5, 6)


def _months_of_year(parts: Parts, setting: Setting, first: int, count: int) -> Value | None:
    pattern = f"{{0:04}}-{first:02}/{{0:04}}-{first + count - 1:02}"
    return _part_of_year(parts, setting, first + count // 2, "interval", pattern)


def _part_of_year(parts: Parts, setting: Setting, month: int, precision: str, pattern: str) -> Value | None:
    if "year" in parts:
        return Value(pattern.format(int(parts["year"])), precision, "stated")
    inferred = _year(parts, setting, month, None) if setting.anchor else None
    return None if inferred is None else Value(pattern.format(inferred[0]), precision, inferred[1])


def _decade(parts: Parts, setting: Setting) -> Value | None:
    first = int(parts["decade"])
    return Value(f"{(first if first > 99 else 1900 + first) // 10}X", "decade", "stated")


def _years(parts: Parts, setting: Setting) -> Value | None:
    year, year2 = int(parts["year"]), _number(parts, "year2")
    if year2 is None:
        return Value(f"{year:04}", "year", "stated")
    return Value(f"{year:04}/{year2:04}", "interval", "stated") if year < year2 else None


_READERS: tuple[tuple[str, Callable[[Parts, Setting], Value | None]], ...] = (
    ("later", _later),
    ("nth", _week_of_month),
    ("month", _calendar),
    ("day", _day_of_month),
    ("offset", _offset),
    ("count", _steps),
    ("season", _season),
    ("quarter", _quarter),
    ("half", _half),
    ("weekday", _weekday),
    ("decade", _decade),
    ("year", _years),
    ("unit", _unit),
)

DATING = frozenset(part for part, _ in _READERS)
"""The parts of which an expression needs at least one."""
