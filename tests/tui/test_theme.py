"""Both looks are readable from the back of a room: every tone stands out from what is behind it."""

import pytest
from textual.color import Color

from tui import theme

DARK, LIGHT = theme.themes()


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                 for c in Color.parse(colour).normalized]  # fmt: skip
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=lambda look: look.name)
def test_every_tone_is_readable(look):
    tones = [look.variables[name] for name in ("dim", "faint", "good", "reason", "alarm")]
    for tone in (*tones, look.foreground, look.accent):
        assert contrast(tone, look.background) >= 4.5, tone
    for name in ("good", "reason", "dim-on-cursor"):
        assert contrast(look.variables[name], look.variables["cursor"]) >= 4.5, name
    assert contrast(look.foreground, look.variables["cursor"]) >= 7
    for chip in (look.accent, look.variables["good"], look.variables["alarm"]):
        assert contrast(chip, look.variables["on-chip"]) >= 4.5, chip


def test_both_looks_name_the_same_colours():
    assert DARK.variables.keys() == LIGHT.variables.keys() == theme.variable_defaults().keys()
