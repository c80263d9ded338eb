"""Text cut and padded to an exact number of terminal cells."""

from rich.cells import cell_len, set_cell_size

from tui.widgets.plain_text import inert

CUT = "…"
_LONGEST = 2000  # characters looked at: no screen shows more, and a title may be a megabyte


def shown(text: str) -> str:
    """The text, inert, as far as a screen could show it; measuring a megabyte would stop it."""
    return inert(text) if len(text) <= _LONGEST else inert(text[:_LONGEST]) + CUT


def cells(text: str) -> int:
    """How many cells the text takes once it is inert."""
    return cell_len(inert(text[:_LONGEST]))


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with "…" where something is missing."""
    clean = inert(text[:_LONGEST])
    if len(text) <= _LONGEST and cell_len(clean) <= width:
        return clean
    if width < 1:
        return ""
    # Half of a wide character leaves a blank: nothing stays of it, so that the "…" follows closely.
    return set_cell_size(clean, width - 1).rstrip() + CUT


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` cells, cut or padded on the side that is not aligned."""
    clean = cut(text, width)
    blanks = " " * (width - cell_len(clean))
    return blanks + clean if right else clean + blanks
