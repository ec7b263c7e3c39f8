"""EDTF values to the first and last day that they allow."""

from __future__ import annotations

import calendar
import re
from datetime import date

_VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X", re.ASCII)
_PARTS_OF_YEAR = {
    21: ((0, 3), (0, 5)),
    22: ((0, 6), (0, 8)),
    23: ((0, 9), (0, 11)),
    # "the winter of 2022" is said of the one that ends in it and of the one that begins in it
    24: ((-1, 12), (1, 2)),
    33: ((0, 1), (0, 3)),
    34: ((0, 4), (0, 6)),
    35: ((0, 7), (0, 9)),
    36: ((0, 10), (0, 12)),
}


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """Return the earliest and the latest ISO day of a value, ``None`` twice where it has no year or is no date.

    >>> bounds("2022-05")
    ('2022-05-01', '2022-05-31')
    >>> bounds("2024-02-01/2024-02")
    ('2024-02-01', '2024-02-29')
    >>> bounds("202X"), bounds("2022-34")
    (('2020-01-01', '2029-12-31'), ('2022-04-01', '2022-06-30'))
    >>> bounds("XXXX-05-10"), bounds("2022-13"), bounds("0000"), bounds("in May")
    ((None, None), (None, None), (None, None), (None, None))
    """
    first, _, last = edtf.partition("/")
    last = last or first
    if not (_VALUE.fullmatch(first) and _VALUE.fullmatch(last)):
        return None, None
    try:
        return _ends(first)[0].isoformat(), _ends(last)[1].isoformat()
    except ValueError:
        return None, None


def _ends(edtf: str) -> tuple[date, date]:
    """Return the first and the last day of a value that is no interval.

    Raises:
        ValueError: if there is no such day, or none that :class:`datetime.date` can hold (years 1 to 9999).
    """
    numbers = edtf.split("-")
    if len(numbers) == 3:
        return (date.fromisoformat(edtf),) * 2
    if len(numbers) == 1:
        return date(int(edtf.replace("X", "0")), 1, 1), date(int(edtf.replace("X", "9")), 12, 31)
    year, part = int(numbers[0]), int(numbers[1])
    (turn, month), (turn2, month2) = _PARTS_OF_YEAR.get(part, ((0, part), (0, part)))
    last = calendar.monthrange(year + turn2, month2)[1]
    return date(year + turn, month, 1), date(year + turn2, month2, last)
