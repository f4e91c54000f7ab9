"""Days as ISO text: the first and last day of a period, and days counted between two."""

from __future__ import annotations

import calendar
import datetime


def last_day(period: str | None) -> str | None:
    """The last day of a year ("2021"), month ("2021-02") or day (with a clock or without), as "2021-02-28"."""
    if not period:
        return None
    parts = period[:10].split("-")
    if len(parts) == 1:
        parts.append("12")
    if len(parts) == 2:
        parts.append(f"{calendar.monthrange(int(parts[0]), int(parts[1]))[1]:02d}")
    return "-".join(parts)


def first_day(period: str | None) -> str | None:
    """The first day of a year, month or day, as ISO text."""
    if not period:
        return None
    return (period[:10] + "-01-01")[:10] if len(period) < 7 else (period[:10] + "-01")[:10]


def inexact(period: str | None) -> str | None:
    """A year or month as it is; nothing for a day, and for none."""
    return period if period and len(period) < len("2021-01-18") else None


def days_apart(one: str, other: str) -> int:
    """Days between two ISO days, never negative."""
    return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)
