"""All commands: importing this module puts every one of them into the registry."""

from __future__ import annotations

from agendas.meeting.commands import (
    balancing,
    closing,
    correcting,
    course,
    deciding,
    duelling,
    history,
    looking_back,
    merging,
    placing,
    refusing,
    requests,
    roll_call,
    scoring,
    sweeping,
    voting,
)
from agendas.meeting.commands.spec import Spec, specs

#: In the order in which help names their commands.
MODULES = (
    placing,
    closing,
    correcting,
    course,
    deciding,
    history,
    looking_back,
    refusing,
    requests,
    merging,
    roll_call,
    sweeping,
    voting,
    scoring,
    duelling,
    balancing,
)
_PLACES = {module.__name__: place for place, module in enumerate(MODULES)}
_SPECS = dict(sorted(specs().items(), key=lambda named: _PLACES[named[1].type.__module__]))


def every_spec() -> dict[str, Spec]:
    """All commands by name, surely registered."""
    return _SPECS
