"""Every key that a screen listens to can come from a terminal."""

import string

from textual.keys import key_to_character

from criteria.steps import Step
from tests.screens.kiosks import CATALOG, settings
from tests.tui.terminal.filtered_input import SEQUENCES, keys_of
from tui.gallery.app import OVERLAYS, STEPS, Gallery
from tui.terminal.key_sequences import CONTROLS


async def test_every_key_of_every_screen_can_be_sent_by_a_terminal() -> None:
    printable = string.ascii_letters + string.digits + string.punctuation
    sendable = {name for sent in {*SEQUENCES, *CONTROLS, *printable, "\x1b"} for name in keys_of(sent.encode())}
    bound = set()
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        for name in [*STEPS, *OVERLAYS]:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            for widget in [None, *app.screen.focus_chain]:
                app.screen.set_focus(widget)
                bound |= set(app.screen.active_bindings)
    assert "f10" in bound
    for key in bound - sendable:
        character = key_to_character(key)
        assert character is not None, key
        assert keys_of(character.encode()) == [key]
