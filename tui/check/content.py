"""`pulmoscreen check --content`: how easily each language reads, and one line for each thing wrong with texts and sources."""

import sys
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from assets.catalog import load
from assets.content import Finding, denied_in, findings
from screens.wording.words import Words
from tui.check.accepted import content
from tui.check.renders import renders
from tui.config.settings import Settings, Site
from tui.visit.clock import now
from tui.visit.content import unlike_program
from tui.visit.exit_codes import DONE, FOUND


def content_check(root: Traversable | None = None) -> int:
    """Print the figures and the findings; return `FOUND` if there are any, else `DONE`.

    Raises:
        TextsError: the reference language or the sources cannot be used.
    """
    root = root or files("assets")
    figures, found = findings(now().date(), root)
    catalog = load(root)
    changed, unlike = content(catalog, root), list(unlike_program(catalog))
    rendered = [] if unlike else list(_in_renders(root))
    once = {finding.what: finding for finding in reversed(rendered)}
    found += [finding for finding in once.values() if finding.what not in {alone.what for alone in found}]
    sys.stdout.writelines(f"{line}\n" for line in (*figures, *changed.lines(), *unlike, *found))
    if not found and not unlike:
        sys.stdout.write("texts and sources: ok\n")
    return FOUND if found or unlike or changed.wrong else DONE


def _in_renders(root: Traversable) -> Iterator[Finding]:
    """Yield what is denied in texts that are put together from others; what one text says alone was found before."""
    catalog, values = load(root), Settings(site=Site(emergency_number="112")).values()
    for texts in catalog.languages.values():
        yield from denied_in(texts, renders(Words(texts, catalog.sources, values)), root)
