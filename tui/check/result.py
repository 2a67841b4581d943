"""What `pulmoscreen check` says about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckResult:
    """The result of one check.

    Attributes:
        name: what was checked, as it is printed before the colon.
        wrong: one sentence for each fault, with how to fix it; empty where nothing is wrong.
        note: what else is worth knowing where nothing is wrong.

    Example:
        >>> CheckResult("clock", note="it shows 2026-11-16").lines()
        ['clock:          ok (it shows 2026-11-16)']
    """

    name: str
    wrong: tuple[str, ...] = ()
    note: str = ""

    def lines(self) -> list[str]:
        """Return what is printed: a line for each fault, or one that says ok."""
        ok = f"ok ({self.note})" if self.note else "ok"
        return [f"{self.name + ':':<16}{sentence}" for sentence in self.wrong or (ok,)]
