"""A Textual form of the same widgets as the checklist, as the framework comes: what a key of the kiosk is measured beside."""

from textual.app import App, ComposeResult
from textual.widgets import Button, Checkbox, Footer, Header, RadioButton, RadioSet, Static

QUESTIONS = ("Cough", "Coughing up blood", "Chest pain")


class Form(App[None]):
    """Three questions with three replies each, three boxes and a button."""

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield Header()
        for question in QUESTIONS:
            yield Static(question)
            with RadioSet():
                yield from (RadioButton(reply) for reply in ("Yes", "No", "Not sure"))
        yield from (Checkbox(name) for name in ("Breath", "Weakness", "Weight"))
        yield Button("Begin")
        yield Footer()


if __name__ == "__main__":
    Form().run()
