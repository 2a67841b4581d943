"""`pulmoscreen check`: everything that has to be right, and how to fix what is not."""

import sys
from collections.abc import Callable, Iterator, Sequence

from assets.catalog import TextsError, load
from tui.check.accepted import content
from tui.check.delivery import delivery
from tui.check.deployment import launcher, ship_timer, ship_unit, ssh_socket, ssh_unit, sshd_block, unit
from tui.check.host import bytecode, clock, memory
from tui.check.output import print_results
from tui.check.result import CheckResult
from tui.check.session_log import disk_space, errors, failed_writes, session_log
from tui.check.site import call_command, configuration, print_command, sources, speech_command, staff, texts
from tui.check.terminal import colours, font, size, terminal
from tui.config.settings import Settings
from tui.visit.clock import now
from tui.visit.exit_codes import DONE, FOUND


def check(settings: Settings, more: Sequence[Callable[[Settings], CheckResult]] = (), *, as_json: bool = False) -> int:
    """Print the result of every check, and of `more`; return `FOUND` if anything is wrong, else `DONE`."""
    results = [*_results(settings), *(look(settings) for look in more)]
    print_results(results, sys.stdout, as_json=as_json)
    return FOUND if any(result.wrong for result in results) else DONE


def _results(settings: Settings) -> Iterator[CheckResult]:
    yield configuration(settings)
    try:
        catalog = load()
    except TextsError as error:
        yield CheckResult("texts", (str(error),))
        return
    yield texts(settings, catalog)
    yield content(catalog)
    yield sources(catalog, now().date())
    yield staff(settings)
    yield print_command(settings)
    yield call_command(settings)
    yield speech_command(settings)
    yield session_log(settings, now())
    yield disk_space(settings)
    yield failed_writes(settings)
    yield errors(settings)
    yield delivery(settings, now())
    yield clock(settings, now())
    yield from (terminal(), size(), colours(), font(catalog))
    yield from (memory(), bytecode())
    yield from (launcher(), unit(), sshd_block(), ssh_unit(), ssh_socket(), ship_unit(), ship_timer())
