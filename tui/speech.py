"""In which language the kiosk speaks: it changes at any time, and nothing that the person did is lost with the words."""

from collections.abc import Mapping
from typing import Final

from assets.catalog import Catalog
from assets.models import Texts
from criteria.assess import assess
from screens import messages
from screens.languages import LanguagesOverlay
from screens.overlays import Overlay
from screens.summary import summary
from screens.survey import SurveyScreen
from screens.take_away import CodeScreen, TakeAwayOverlay
from screens.words import Words
from tui.keys import keymap
from tui.over import OverApp
from tui.settings import Settings

DIRECT: Final = 2
"""With this many languages the key goes straight to the other one; more of them are listed."""


class SpeakingApp(OverApp):
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
            await self.speak(others[0])
        elif others:
            await self.lay_over(LanguagesOverlay(self.words, self.journey.step, self.languages))

    async def on_language_chosen(self, message: messages.LanguageChosen) -> None:
        """Speak the language from here on."""
        if isinstance(self.screen, LanguagesOverlay):
            await self.pop_screen()
        await self.speak(message.code)

    async def speak(self, code: str) -> None:
        """Draw everything anew in that language, where the person is and with what they chose."""
        if code == self.words.texts.code:
            return
        self.words = self.words_in(code)
        self.set_keymap(keymap(self.words.texts))
        self.drop_until_seen()
        with self.batch_update():
            await self.survey.speak(self.words)
            for screen in self.screen_stack[1:]:
                if isinstance(screen, TakeAwayOverlay):
                    screen.summary = summary(self.journey.answers, assess(self.journey.answers), self.words)
                if isinstance(screen, Overlay):
                    await screen.speak(self.words)
        self.screen.call_after_refresh(self.take_from_now)
