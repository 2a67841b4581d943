"""What the next person sees after somebody has left."""

from pathlib import Path

from tests.pty.terminals import Terminal


def test_after_leaving_the_first_page_says_that_everything_was_cleared_until_a_key(tmp_path: Path) -> None:
    terminal = Terminal(["--emergency-number", "112"], tmp_path)
    terminal.wait_for("Begin")
    terminal.quiet()
    assert "Everything was cleared." not in terminal.text()
    terminal.press("\r", "When to get help now")
    terminal.press("l", "Everything was cleared.")
    terminal.wait_for("Begin")
    terminal.quiet()
    terminal.press("\r", "When to get help now")
    assert "Everything was cleared." not in terminal.quiet()
    terminal.process.close(force=True)
