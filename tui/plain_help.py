"""What can be typed in plain mode, said from the registry and from the commands at the edge."""

from __future__ import annotations

from agendas.language import Language, Message, _
from agendas.meeting.commands.all import every_spec
from agendas.meeting.commands.usage import help_lines, usage
from agendas.meeting.meeting import Meeting
from agendas.stage_names import stage_name

#: Commands that only plain mode knows: how they are typed, and what they do.
EDGE: dict[str, tuple[str, Message]] = {
    "meeting": ("meeting [DATE]", _("open the next meeting; without a date, today")),
    "at": ("at [DATE] HH:MM", _("the clock of what follows; for scripts and rehearsals")),
    "where": ("where", _("the stage, the clock, and what is undecided")),
    "list": ("list", _("the candidates with the line in it")),
    "catch-up": ("catch-up", _("three lines for whoever comes late")),
    "ballots": ("ballots FILE", _("ballots that people gave beforehand, as for “rank FILE”")),
    "discuss": ("discuss", _("how far the ballots agree, and what to talk about")),
    "what": ("what if", _("the best set by points, and equal shares; never applied")),
    "fairness": ("fairness", _("who asked for what and got what, and the swap that helps")),
    "notes": ("notes", _("all notes of the meeting, the private ones too: not for the wall")),
    "show": ("show REQUEST", _("a request, and what every meeting did with it")),
    "export": ("export", _("write the files of this meeting, or of the last one")),
    "save": ("save copy FOLDER", _("all entries, saved or not, as a workspace in a new folder")),
    "help": ("help [commands|COMMAND]", _("what can be typed here, all of it, or one command")),
    "quit": ("quit", _("leave; everything is kept, and goes on where it was")),
}


def all_commands(language: Language) -> tuple[str, ...]:
    """Everything that can be typed, one a line."""
    return (*help_lines(language), "", *edge_lines(language))


def edge_lines(language: Language) -> tuple[str, ...]:
    """The commands that only plain mode knows."""
    heading = language.say(_("In plain mode and scripts"))
    rows = (f"  {typed}: {language.say(help)}" for typed, help in EDGE.values())
    return (heading, *rows)


def one_command(name: str, language: Language) -> tuple[str, ...]:
    """How one command is typed; nothing if there is none of this name."""
    wanted = name.lower().replace("_", "-")
    if wanted in EDGE:
        typed, help = EDGE[wanted]
        return (f"{typed}: {language.say(help)}",)
    spec = every_spec().get(wanted)
    return (f"{usage(spec)}: {language.say(spec.help)}",) if spec else ()


def here(meeting: Meeting | None, language: Language) -> tuple[str, ...]:
    """What makes sense in the present stage, and what always does."""
    specs = every_spec().values()
    kind = meeting.stage.kind if meeting else None
    lines: list[str] = []
    if meeting:
        lines.append(language.say(_("In the stage {stage}:", stage=stage_name(meeting.stage))))
        own = [spec for spec in specs if kind in spec.stages]
        lines += [f"  {usage(spec)}: {language.say(spec.help)}" for spec in own]
    else:
        lines.append(language.say(_("No meeting is open. Between meetings:")))
        own = [spec for spec in specs if spec.outside]
        lines += [f"  {usage(spec)}: {language.say(spec.help)}" for spec in own]
    if meeting:
        always = sorted(spec.name for spec in specs if not spec.stages)
        lines.append(language.say(_("At any time: {names}", names=tuple(always))))
    lines += edge_lines(language)
    return tuple(lines)
