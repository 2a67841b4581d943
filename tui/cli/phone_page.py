"""`pulmoscreen phone-page`: writes the page that shows a summary on a person's phone."""

import sys
from pathlib import Path

from assets.channel import without_staff
from screens.phone.page import phone_page as page_with
from screens.wording.words import Languages
from tui.cli.parser import Arguments, ReadSettings
from tui.config.files import SettingsError
from tui.visit.content import load_content
from tui.visit.exit_codes import DONE


def phone_page(args: Arguments, read: ReadSettings) -> int:
    """Write the page in every language on offer. It is read anywhere, so that no text of it names staff.

    Raises:
        SettingsError: the site has no emergency number, or the file exists already or cannot be written.
    """
    settings = read()
    settings.required_number()
    catalog = load_content()
    texts = {code: without_staff(said) for code, said in settings.languages(catalog).items()}
    languages = Languages(texts, catalog.sources, settings.values())
    begin = settings.language or next(iter(texts))
    page = page_with([languages.words(code) for code in sorted(texts, key=lambda code: code != begin)])
    if args.file == "-":
        sys.stdout.buffer.write(page.encode())
        return DONE
    try:
        with Path(args.file).open("x", encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise SettingsError(f"{args.file}: {error.strerror}; a new file is needed") from None
    return DONE
