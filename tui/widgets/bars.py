"""The lines around the list: title, stages, clock, keys. Each is a list of painted pieces."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from agendas.agenda import Stage
from agendas.language import ENGLISH, Language, Message, _, _n
from agendas.meeting.meeting import Meeting, Status
from agendas.period import period_name
from agendas.stage_names import STAGE_NAMES
from tui.keys import SCREENS, Key
from tui.widgets.painted import Piece, ends, width_of


def stage_title(stage: Stage, language: Language = ENGLISH) -> str:
    """What a stage is called: the agenda's title, else its kind."""
    return stage.title or language.say(STAGE_NAMES[stage.kind])


def title_line(
    m: Meeting, saved: Piece, private_notes: int, language: Language, width: int
) -> list[Piece]:
    """Series and period on the left; who is here and whether all is saved on the right."""
    period = language.say(period_name(m.period_first, m.period_last, m.agenda.period))
    left: list[Piece] = [(" " + m.agenda.series, "strong"), ("  " + period, "dim")]
    right: list[Piece] = []
    if private_notes:
        right.append((language.say(_n("{n} private", "{n} private", private_notes)) + " · ", "dim"))
    if m.status == Status.ADJOURNED:
        right.append((language.say(_("adjourned")) + "  ", "alarm-strong"))
    elif width >= 100 and m.voters:
        right.append((language.say(_n("{n} voter · ", "{n} voters · ", len(m.voters))), "dim"))
    if m.it_here:
        right.append((language.say(_("IT present")) + "  ", "dim"))
    elif m.attendance:
        right.append((language.say(_("IT absent")) + "  ", "alarm"))
    return ends(left, [*right, saved, (" ", "")], width)


def stage_line(m: Meeting, language: Language, width: int) -> list[Piece]:
    """All stages with what is done; where there is no room, the present one and what follows."""
    for gap in ("  ", " "):
        whole = _all_stages(m, language, gap)
        if width_of(whole) <= width:
            return whole
    stages = m.agenda.stages
    place = next((n for n, stage in enumerate(stages) if stage.id == m.stage_id), 0)
    done = sum(stage.id in m.visited for stage in stages[:place])
    then = ", ".join(stage_title(stage, language) for stage in stages[place + 1 :])
    line: list[Piece] = [(" " + "✓" * done + " ", "dim")]
    line.append((f" {place + 1}/{len(stages)} {stage_title(stages[place], language)} ", "chip"))
    if then:
        line.append((language.say(_("  then {stages}", stages=then)), "faint"))
    return line


def _all_stages(m: Meeting, language: Language, gap: str) -> list[Piece]:
    line: list[Piece] = []
    for stage in m.agenda.stages:
        title = stage_title(stage, language)
        line.append((gap if line else " ", ""))
        if stage.id == m.stage_id:
            line.append((f" {title} ", "chip"))
        elif stage.id in m.visited:
            line.append((f"✓ {title}", "dim"))
        else:
            line.append((title, "faint"))
    return line


def minutes_words(seconds: int, paused: bool) -> Message:
    """The clock in words; the sign at -5 is the screen's colour."""
    minutes = abs(seconds) // 60
    if paused:
        return _n("pause, {n} min left", "pause, {n} min left", minutes)
    if seconds >= 0:
        return _n("{n} min left", "{n} min left", minutes)
    return _n("{n} min over", "{n} min over", minutes)


def clock_line(
    m: Meeting, seconds_left: int, summary: Message | None, language: Language, width: int
) -> list[Piece]:
    """How much of the stage is gone, as a bar and in words, and what is left to do."""
    bar = 30 if width >= 100 else 16
    planned = max(1, (m.stage.minutes + m.extended.get(m.stage_id, 0)) * 60)
    gone = min(bar, max(0, round(bar * (planned - seconds_left) / planned)))
    late = seconds_left < 0
    tone = "alarm" if late else "accent"
    line: list[Piece] = [
        (" " + "━" * gone, tone),
        ("━" * (bar - gone), "rule"),
        ("  " + language.say(minutes_words(seconds_left, m.paused)), tone + "-strong"),
    ]
    if summary is not None:
        line.append((", " + language.say(summary), "dim"))
    return line


def key_line(keys: Sequence[Key], language: Language, width: int) -> list[Piece]:
    """The keys that work now, the most useful first, as many as fit; help always."""
    last = [key for key in keys if key.action in ("confirm", "help")]
    first = [key for key in keys if key not in last]
    tail = _capped(last, language)
    line: list[Piece] = [(" ", "")]
    for key in first:
        pieces = _capped([key], language)
        if width_of(line) + width_of(pieces) + width_of(tail) > width:
            continue
        line += pieces
    return [*line, *tail]


def _capped(keys: Sequence[Key], language: Language) -> list[Piece]:
    pieces: list[Piece] = []
    for key in keys:
        pieces += [(key.cap, "accent-strong"), (f" {language.say(key.label)}   ", "dim")]
    return pieces


def bar(value: int, most: int, width: int) -> str:
    """A bar of full blocks for a value, at least one block for anything above 0."""
    if value <= 0 or most <= 0:
        return ""
    return "█" * max(1, round(width * value / most))


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width in cells."""
    return text + " " * max(0, width - cell_len(text))


def room_line(room: str, language: Language, width: int) -> list[Piece]:
    """The screens of the program with their keys; the present one is a chip."""

    def pieces(with_caps: bool) -> list[Piece]:
        line: list[Piece] = [(" ", "")]
        for key in SCREENS:
            here = key.action == f"screen_{room}"
            if here:
                line.append((f" {language.say(key.label)} ", "chip"))
            else:
                line.append((f" {key.cap} " if with_caps else " ", "faint"))
                line.append((language.say(key.label), "dim"))
            line.append(("  ", ""))
        return line

    whole = pieces(True)
    return whole if width_of(whole) <= width else pieces(False)
