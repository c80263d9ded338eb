"""All commands: importing this module puts every one of them into the registry."""

from __future__ import annotations

from agendas.meeting.commands import (
    closing,
    course,
    deciding,
    history,
    looking_back,
    placing,
    refusing,
    requests,
    roll_call,
    sweeping,
    voting,
)
from agendas.meeting.commands.spec import Spec, specs

MODULES = (
    roll_call,
    looking_back,
    placing,
    requests,
    voting,
    deciding,
    refusing,
    sweeping,
    closing,
    course,
    history,
)


def every_spec() -> dict[str, Spec]:
    """All commands by name, surely registered."""
    return specs()
