"""How long to wait before the next worker starts after quick crashes."""


def backoff_seconds(failures: int, most: float = 60.0) -> float:
    """Return the pause after so many workers in a row crashed soon after their start: 0, 1, 2, 4, ... up to `most`."""
    return 0.0 if failures <= 1 else min(most, 2.0 ** min(failures - 2, 60))
