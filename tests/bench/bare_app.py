"""A bare Textual app, as anybody would put behind OpenSSH: what the kiosk over SSH is measured beside."""

from textual.app import App, ComposeResult
from textual.widgets import Button, Checkbox, Static


class Bare(App[None]):
    """Six boxes and a button."""

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield Static("Do you have any of these?")
        for name in ("Cough", "Blood", "Pain", "Breath", "Weakness", "Weight"):
            yield Checkbox(name)
        yield Button("Begin")


if __name__ == "__main__":
    Bare().run()
