"""Colours. Contrast of text on its ground is at least 7:1 everywhere; state never depends on colour alone."""

from typing import Final

from textual.theme import Theme

INK: Final = Theme(
    name="ink",
    primary="#8fd6cf",
    secondary="#9cc3f0",
    accent="#8fd6cf",
    foreground="#f4f1ea",
    background="#0d1b24",
    surface="#0d1b24",
    panel="#142934",
    dark=True,
    variables={
        "muted": "#b9c8d0",
        "line": "#4d6876",
        "focus": "#8fd6cf",
        "focus-ink": "#06222a",
        "keycap": "#2a4452",
        "keycap-ink": "#f4f1ea",
        "emergency": "#a3201d",
        "emergency-ink": "#ffffff",
        "same-day": "#f0c36b",
        "same-day-ink": "#1f1600",
        "appointment": "#9cc3f0",
        "appointment-ink": "#06182b",
    },
)
"""A calm dark blue with one soft accent; the warm grey of paper for words."""
