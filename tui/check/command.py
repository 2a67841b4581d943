"""`pulmoscreen check`: one line for each thing that has to be right, with how to mend what is not."""

import sys
from collections.abc import Iterator

from assets.catalog import TextsError, load
from tui.check.deployment import launcher, sshd_block, unit
from tui.check.finding import Finding
from tui.check.host import bytecode, clock, memory
from tui.check.session_log import errors, failed_writes, room, session_log
from tui.check.site import configuration, print_command, sources, staff, texts
from tui.check.terminal import colours, font, size, terminal
from tui.config.settings import Settings
from tui.visit.clock import now


def check(settings: Settings) -> int:
    """Print a line for each thing, `ok` or what is wrong; return 1 if anything is."""
    wrong = False
    for finding in _findings(settings):
        wrong = wrong or bool(finding.wrong)
        for line in finding.lines():
            sys.stdout.write(f"{line}\n")
    return 1 if wrong else 0


def _findings(settings: Settings) -> Iterator[Finding]:
    yield configuration(settings)
    try:
        catalog = load()
    except TextsError as error:
        yield Finding("texts", (str(error),))
        return
    yield texts(settings, catalog)
    yield sources(catalog, now().date())
    yield staff(settings)
    yield print_command(settings)
    yield session_log(settings, now())
    yield room(settings)
    yield failed_writes(settings)
    yield errors(settings)
    yield clock(settings, now())
    yield terminal()
    yield size()
    yield colours()
    yield font(catalog)
    yield memory()
    yield bytecode()
    yield launcher()
    yield unit()
    yield sshd_block()
