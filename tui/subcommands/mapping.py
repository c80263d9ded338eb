"""Shows how the columns of an unknown file are understood, and asks what only a person knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendas.language import _, listed

if TYPE_CHECKING:
    from agendas.intake.mapping import Mapping, Proposal, Question
    from tui.console import Console


def explain(console: Console, proposal: Proposal) -> None:
    """Each field with its columns and samples of what they hold."""
    mapping = proposal.mapping
    console.say(_("the columns are understood like this, as {profile}", profile=mapping.profile))
    samples = dict(proposal.samples)
    for field, columns in mapping.fields:
        seen = listed(_("“{sample}”", sample=text[:60]) for text in samples.get(field, ()))
        console.line(
            _("  {field}: {columns}, such as {samples}", field=field, columns=listed(columns),
              samples=seen)
            if seen
            else _("  {field}: {columns}, empty", field=field, columns=listed(columns))
        )  # fmt: skip
    for note in proposal.notes:
        console.say(note)


def asked(console: Console, proposal: Proposal, *, confirmed: bool) -> Mapping | None:
    """The mapping as a person at the terminal answers; None if they do not want it."""
    mapping = proposal.mapping
    for question in proposal.questions:
        answer = _answer(console, question)
        if answer is not None:
            mapping = question.answered(mapping, answer)
    if not mapping.columns("title"):
        console.complain(_("nothing was imported: no column is the title"))
        return None
    if confirmed:
        return mapping
    said = _typed(console.language.say(_("Take it like this? (y/n)")))
    if said.casefold() in ("y", "yes"):
        return mapping
    console.complain(_("nothing was imported"))
    return None


def _answer(console: Console, question: Question) -> str | None:
    """The code of the answer that a person chose by its number; None to leave it open."""
    console.line(question.text)
    for number, (_code, words) in enumerate(question.answers, start=1):
        console.line(_("  {number}  {answer}", number=number, answer=words))
    while True:
        typed = _typed(console.language.say(_("Number, or Enter to leave it empty:")))
        if not typed:
            return None
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed[:4]) <= len(question.answers):
            return question.answers[int(typed[:4]) - 1][0]
        console.line(_("a number from 1 to {n}", n=len(question.answers)))


def _typed(prompt: str) -> str:
    try:
        return input(f"{prompt} ").strip()
    except EOFError:
        return ""
