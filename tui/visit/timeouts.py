"""Time limits, in seconds, that screens, plain lines and both front ends share."""

from typing import Final

GOODBYE_SECONDS: Final = 20
"""How long the goodbye page stays until the next person's welcome page, when nobody presses a key."""

STOPPED_SECONDS: Final = 180
"""The same where a visit was stopped and the page shows the number to call: reading it and calling takes longer."""

RECORD_SECONDS: Final = 6.0
"""How long a worker waits at its end for a record that is on its way to the disk."""

UPKEEP_SECONDS: Final = 3600.0
"""Pause between two upkeeps of the session log."""

CLEARED_SECONDS: Final = 6.0
"""How long the welcome page says that everything was cleared."""
