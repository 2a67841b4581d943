"""Changes the language of one visit at any time; nothing that the person did is lost with the words."""

from screens.overlays.codes import CodeScreen
from screens.overlays.languages import LanguagesOverlay
from screens.wording.words import Languages
from tui.kiosk.host import Host


class LanguageSwitch:
    """Switches between the languages on offer; `first` is the language that the visit begins with."""

    def __init__(self, host: Host, languages: Languages, first: str) -> None:
        self._host, self.languages, self.first = host, languages, first

    @property
    def is_changed(self) -> bool:
        """Whether the visit is in another language than it began with."""
        return self._host.words.texts.code != self.first

    async def ask(self) -> None:
        """Go to the other language, or list them where there are more. A QR code that is being scanned stays as it is."""
        host = self._host
        if isinstance(host.screen_stack[-1], CodeScreen):
            return
        others = [code for code in self.languages.texts if code != host.words.texts.code]
        if len(others) == 1:
            await self.set(others[0])
        elif others:
            await host.push_overlay(LanguagesOverlay(host.words, host.journey.step, self.languages.texts))

    async def choose(self, code: str) -> None:
        """Close the list of languages, if it is open, and use the language."""
        if isinstance(self._host.screen_stack[-1], LanguagesOverlay):
            await self._host.pop_overlay()
        await self.set(code)

    async def set(self, code: str) -> None:
        """Show everything in that language."""
        if code != self._host.words.texts.code:
            await self._host.show_words(self.languages.words(code))
