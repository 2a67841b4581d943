"""In which language the kiosk speaks: it changes at any time, and nothing that the person did is lost with the words."""

from collections.abc import Mapping
from typing import Final

from assets.catalog import Catalog
from assets.models import Texts
from criteria.assess import assess
from screens import messages
from screens.overlays.base import Overlay
from screens.overlays.languages import LanguagesOverlay
from screens.overlays.take_away import CodeScreen, TakeAwayOverlay
from screens.survey import SurveyScreen
from screens.wording.summary import summary
from screens.wording.words import Words
from tui.config.settings import Settings
from tui.kiosk.keymap import keymap
from tui.kiosk.overlay_handlers import OverlayHandlers

DIRECT: Final = 2
"""With this many languages the key goes straight to the other one; more of them are listed."""


class LanguageSwitch(OverlayHandlers):
    """Puts the journey and what lies over it into another language."""

    settings: Settings
    catalog: Catalog
    survey: SurveyScreen
    languages: Mapping[str, Texts]

    def words_in(self, code: str) -> Words:
        """Return the words of a language, with the site's values filled in."""
        names = {code: texts.name for code, texts in self.languages.items()}
        return Words(self.languages[code], self.catalog.sources, self.settings.values(), names)

    async def on_language_asked(self) -> None:
        """Go to the other language, or list them where there are more. A code to scan is not drawn anew under the camera."""
        if isinstance(self.screen, CodeScreen):
            return
        others = [code for code in self.languages if code != self.words.texts.code]
        if len(self.languages) == DIRECT:
            await self.set_language(others[0])
        elif others:
            await self.push_overlay(LanguagesOverlay(self.words, self.journey.step, self.languages))

    async def on_language_chosen(self, message: messages.LanguageChosen) -> None:
        """Speak the language from here on."""
        if isinstance(self.screen, LanguagesOverlay):
            await self.pop_screen()
        await self.set_language(message.code)

    async def set_language(self, code: str) -> None:
        """Draw everything anew in that language, where the person is and with what they chose."""
        if code == self.words.texts.code:
            return
        self.words = self.words_in(code)
        self.set_keymap(keymap(self.words.texts))
        self.drop_until_seen()
        with self.batch_update():
            await self.survey.set_language(self.words)
            for screen in self.screen_stack[1:]:
                if isinstance(screen, TakeAwayOverlay):
                    screen.summary = summary(self.journey.answers, assess(self.journey.answers), self.words)
                if isinstance(screen, Overlay):
                    await screen.set_language(self.words)
        self.screen.call_after_refresh(self.take_from_now)
