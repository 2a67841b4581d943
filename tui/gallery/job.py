"""One job of the gallery, and its result."""

from dataclasses import dataclass

from textual.geometry import Size

from tui.gallery.pages import names


@dataclass(frozen=True)
class Job:
    """Every screen in one language, at one size, in one theme."""

    language: str
    size: Size
    theme: str

    def file(self, name: str, page: int) -> str:
        """Return the name of the picture of one page."""
        number = [str(screen) for screen in names()].index(name) + 1
        size = f"{self.size.width}x{self.size.height}"
        return f"{self.language}-{size}-{self.theme}-{number:02}-{name.replace('.', '-')}-{page}.svg"


@dataclass(frozen=True)
class Drawn:
    """What a job drew: how many pages each screen has, which keys of its language can be read there, and denied phrases."""

    job: Job
    pages: dict[str, int]
    keys: dict[str, list[str]]
    denied: dict[str, list[str]]
