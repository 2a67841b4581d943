"""What `pulmoscreen check` says about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing: a sentence for each fault, with how to mend it; without one it is well, and `note` says what else is."""

    what: str
    wrong: tuple[str, ...] = ()
    note: str = ""

    def lines(self) -> list[str]:
        """Return what is printed."""
        well = f"ok ({self.note})" if self.note else "ok"
        return [f"{self.what + ':':<16}{sentence}" for sentence in self.wrong or (well,)]
