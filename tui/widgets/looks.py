"""How the pieces of a list line look: the theme's colours by the names that the lines use.

Not component classes: the style sheet would be applied to each of them at the start.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style

#: Colour, background (names of tui/theme.py) and letters of each style of a line.
_LOOKS: dict[str, tuple[str, str, str]] = {
    "text": ("", "", ""),
    "strong": ("", "", "bold"),
    "dim": ("dim", "", ""),
    "faint": ("faint", "", ""),
    "proposed": ("faint", "", "italic"),
    "accent": ("accent", "", ""),
    "good": ("good", "", "bold"),
    "reason": ("reason", "", ""),
    "alarm": ("alarm", "", ""),
    "divider-accent": ("accent", "", "bold"),
    "divider-alarm": ("alarm", "", "bold"),
    "chip-accent": ("on-chip", "accent", "bold"),
    "chip-good": ("on-chip", "good", "bold"),
    "chip-alarm": ("on-chip", "alarm", "bold"),
}
_QUIET = ("dim", "faint", "proposed")


def style_of(name: str, here: bool, colours: Mapping[str, str]) -> Style:
    """The style of a piece in the theme's colours; `here`: on the row under the cursor."""
    colour, background, letters = _LOOKS[name]
    if here and not background:
        background, letters = "cursor", f"{letters} bold"
        colour = "dim-on-cursor" if name in _QUIET else colour
    return Style(
        color=colours.get(colour),
        bgcolor=colours.get(background),
        bold="bold" in letters or None,
        italic="italic" in letters or None,
    )
