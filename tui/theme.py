"""The two looks of the program, near-black and light for projectors, as named colours."""

from textual.theme import Theme

DARK = "not-this-month-dark"
LIGHT = "not-this-month-light"

_DARK = {
    "dim": "#8b98a5",
    "faint": "#74818e",
    "good": "#7bc47f",
    "reason": "#c9a0dc",
    "alarm": "#e66a6a",
    "on-chip": "#101418",
    "cursor": "#26405c",
    "dim-on-cursor": "#b4bfca",
    "band": "#1b222a",
    "rule": "#2a333d",
    "bars": "#5b8dbe",
    "bars-reason": "#9a7fb5",
    "scrollbar": "#2a333d",
    "scrollbar-hover": "#55616d",
    "scrollbar-active": "#55616d",
    "scrollbar-background": "#101418",
    "scrollbar-background-hover": "#101418",
    "scrollbar-background-active": "#101418",
    "scrollbar-corner-color": "#101418",
}
_LIGHT = {
    "dim": "#4d5864",
    "faint": "#626d78",
    "good": "#1b6a2a",
    "reason": "#6b3b8a",
    "alarm": "#b3261e",
    "on-chip": "#ffffff",
    "cursor": "#c9ddf2",
    "dim-on-cursor": "#35404b",
    "band": "#e3e8ed",
    "rule": "#c3ccd4",
    "bars": "#2f6ca8",
    "bars-reason": "#8455a3",
    "scrollbar": "#c3ccd4",
    "scrollbar-hover": "#8b98a5",
    "scrollbar-active": "#8b98a5",
    "scrollbar-background": "#fdfdfb",
    "scrollbar-background-hover": "#fdfdfb",
    "scrollbar-background-active": "#fdfdfb",
    "scrollbar-corner-color": "#fdfdfb",
}


def variable_defaults() -> dict[str, str]:
    """Our colours for a theme that does not name them (an app gives them to Textual)."""
    return dict(_DARK)


def themes() -> tuple[Theme, Theme]:
    """The near-black theme and the light one, to be registered by the app."""
    dark = Theme(
        name=DARK,
        dark=True,
        background="#101418",
        surface="#161c22",
        panel="#1b222a",
        foreground="#d6dbe0",
        primary="#5b8dbe",
        secondary="#9a7fb5",
        accent="#f0b429",
        warning="#f0b429",
        success=_DARK["good"],
        error=_DARK["alarm"],
        variables=_DARK,
    )
    light = Theme(
        name=LIGHT,
        dark=False,
        background="#fdfdfb",
        surface="#f1f4f6",
        panel="#e3e8ed",
        foreground="#12171c",
        primary="#2f6ca8",
        secondary="#8455a3",
        accent="#8f5200",
        warning="#8f5200",
        success=_LIGHT["good"],
        error=_LIGHT["alarm"],
        variables=_LIGHT,
    )
    return dark, light
