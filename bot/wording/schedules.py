"""Wording of schedules. ``channel`` and ``run`` come ready for the border that shows them (a mention, a timestamp)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.schedule import days_text
from bot.wording.phrases import joined
from storage.schedules import Schedule

NOT_ALLOWED = "You need the permission “Manage Server” for that."


def _short(typed: str) -> str:
    text = " ".join(typed.replace("`", "ˋ").split())
    return text if len(text) <= 40 else text[:39] + "…"


def unreadable(
    time: str, at: dt.time | None, timezone: str, zone: object, days: str, chosen: frozenset[int] | None
) -> str:
    """Name every option that could not be read, with an example of each."""
    faults = []
    if at is None:
        faults.append(f"`{_short(time)}` is no time of day; write 07:30 or 7:30am.")
    if zone is None:
        faults.append(f"`{_short(timezone)}` is no time zone; choose one from the list, such as Europe/Berlin.")
    if chosen is None:
        faults.append(f"`{_short(days)}` are no days; write daily, weekdays, or mon,wed.")
    return " ".join([*faults, "Nothing was saved."])


def lacking(channel: str, permissions: Sequence[str]) -> str:
    """Name the permissions that the bot lacks in a channel."""
    what = "permissions" if len(permissions) > 1 else "permission"
    return f"In {channel} the bot lacks the {what} {joined(permissions)}. Nothing was saved."


def described(schedule: Schedule) -> str:
    """Return "07:30 Europe/Berlin, weekdays, on “energy”"."""
    topic = f", on `{_short(schedule.topic)}`" if schedule.topic else ""
    return f"{schedule.at:%H:%M} {schedule.zone}, {days_text(schedule.days)}{topic}"


def is_set(channel: str, schedule: Schedule, run: str) -> str:
    """Confirm a schedule with its next run."""
    return f"{channel} gets its briefing at {described(schedule)}. The next one comes {run}."


def is_off(channel: str) -> str:
    """Confirm the end of a schedule."""
    return f"{channel} gets no daily briefing any longer."


def none_set(channel: str) -> str:
    """Say that a channel has no schedule."""
    return f"{channel} has no daily briefing. Set one with /daily set."


def posted(channel: str) -> str:
    """Confirm an extra briefing."""
    return f"An extra briefing stands in {channel}. The day's own still comes at its time."


def status(schedules: Sequence[tuple[Schedule, str]]) -> str:
    """List schedules, each with its next run or why it is paused."""
    if not schedules:
        return "No channel here has a daily briefing. Set one with /daily set."
    lines = []
    for schedule, run in schedules:
        state = f"paused: {schedule.paused} Set it again to go on." if schedule.paused else f"next {run}"
        lines.append(f"<#{schedule.channel}>: {described(schedule)}; {state}")
    return "\n".join(lines)
