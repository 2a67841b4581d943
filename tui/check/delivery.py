"""The delivery of released batches: whether it still happens."""

import re
from datetime import datetime
from typing import Final

from store.disk import LogError
from store.fleet.marker import last_delivery
from store.fleet.stats import SILENT
from store.log import SessionLog
from tui.check.result import CheckResult
from tui.config.files import readable_by_others
from tui.config.settings import Settings

_PASSWORD: Final = re.compile(r"//[^/@]*:[^/@]+@|\bpassword\s*=")


def delivery(settings: Settings, moment: datetime) -> CheckResult:
    """Find when everything was last delivered, where a database is configured."""
    if settings.ship.dsn is None:
        return CheckResult("delivery", note="no database is configured")
    if settings.file is not None and _PASSWORD.search(settings.ship.dsn) and readable_by_others(settings.file):
        told = (
            f"ship.dsn: others can read {settings.file}, and the password in it: chmod 600, or name it in a file of PGPASSFILE"
        )
        return CheckResult("delivery", (told,))
    try:
        day = last_delivery(SessionLog(settings.log.directory))
    except LogError as error:
        return CheckResult("delivery", (str(error),))
    how = "see why with `pulmoscreen log ship`, and look at pulmoscreen-ship.timer"
    if day is None:
        return CheckResult("delivery", (f"nothing was delivered yet: {how}",))
    if moment.date() - day > SILENT:
        return CheckResult("delivery", (f"nothing was delivered since {day}: {how}",))
    return CheckResult("delivery", note=f"all on {day}")
