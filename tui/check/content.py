"""`pulmoscreen check --content`: how easily each language reads, and one line for each thing wrong with texts and sources."""

import sys
from importlib.resources.abc import Traversable

from assets.content import findings
from tui.visit.clock import now


def content_check(root: Traversable | None = None) -> int:
    """Print the figures and the findings; return 1 if there are any.

    Raises:
        TextsError: the reference language or the sources cannot be used.
    """
    figures, found = findings(now().date(), root)
    sys.stdout.writelines(f"{line}\n" for line in (*figures, *found))
    if not found:
        sys.stdout.write("texts and sources: ok\n")
    return 1 if found else 0
