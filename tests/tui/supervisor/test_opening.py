"""The opening page: the title and the number stand before the framework is there, and the first page is drawn over them."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pyte
import pytest
from rich.color import Color, ColorSystem
from textual import constants

from screens.rendering.palettes import PALETTES, on_offer
from tests.pty.terminals import Terminal
from tests.screens.frames import noting, settle
from tests.screens.kiosks import CATALOG, kiosk
from tui.kiosk.appearance import Appearance
from tui.supervisor.opening import Opening, drawn, read

SIZES: Final = ((40, 12), (60, 20), (80, 24), (97, 30), (120, 40), (200, 60))
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
RUN: Final = ["run", "--emergency-number", "112"]


def configured(folder: Path, text: str) -> dict[str, str | None]:
    file = folder / "site.toml"
    file.write_text(text)
    return {"config": str(file)}


def test_the_number_and_the_title_stand_before_the_first_page_which_neither_enters_nor_clears_the_screen_again(
    tmp_path: Path,
) -> None:
    terminal = Terminal([*RUN, "--once"], tmp_path, {"PULMOSCREEN_SITE_NAME": "Ward 7"})
    terminal.wait_for("In an emergency, call 112.")
    assert "Ward 7" in terminal.text()
    assert "Begin" not in terminal.text()
    terminal.wait_for("Begin")
    assert "In an emergency" not in terminal.text()
    assert terminal.everything.count(ENTER) == 1
    assert LEAVE not in terminal.everything
    assert not [code for code in (b"\x1b[2J", b"\x1b[J", b"\x1b[0J", b"\x1bc") if code in terminal.everything]
    terminal.process.kill(signal.SIGTERM)
    assert terminal.wait_for_end() == 0
    assert LEAVE in terminal.everything
    assert terminal.everything.count(ENTER) == 1


def test_a_setting_that_is_refused_later_is_told_on_the_main_screen(tmp_path: Path) -> None:
    config = configured(tmp_path, "[kiosk]\nwarn_after = 1\n")["config"]
    terminal = Terminal([*RUN, "--config", str(config)], tmp_path)
    assert terminal.wait_for_end() == 2
    shown, left, told = terminal.everything.partition(LEAVE)
    assert b"call 112" in shown
    assert left
    assert b"kiosk.warn_after: is not valid" in told
    assert ENTER not in told


@pytest.mark.parametrize("text", ['[site]\nemergency_number = "none"', "[site", "[site]\nname = 3", '[kiosk]\ntheme = "pink"'])
def test_what_cannot_be_shown_is_told_and_nothing_else_is_written(text: str, tmp_path: Path) -> None:
    config = configured(tmp_path, text)["config"]
    number = [] if "emergency_number" in text else RUN[1:]
    terminal = Terminal(["run", *number, "--config", str(config)], tmp_path)
    assert terminal.wait_for_end() == 2
    assert b"\x1b" not in terminal.everything
    assert b"pulmoscreen: " in terminal.everything


def test_nothing_is_written_where_output_is_no_terminal(tmp_path: Path) -> None:
    command = f"{sys.executable} -m tui run --emergency-number 112 --data {tmp_path} > {tmp_path}/out"
    terminal = Terminal([], tmp_path, command=("/bin/sh", "-c", command))
    assert terminal.wait_for_end() == 2
    assert (tmp_path / "out").read_bytes() == b""
    assert ENTER not in terminal.everything


def test_nothing_is_said_where_a_locked_kiosk_may_refuse_to_start(tmp_path: Path) -> None:
    options = configured(tmp_path, '[site]\nemergency_number = "112"\n[kiosk]\nprint_command = "lp"\n')
    assert read(options, {}, locked=True) is not None
    for folder in tmp_path.parents:
        folder.chmod(folder.stat().st_mode | 0o011)
    tmp_path.chmod(0o755)
    (tmp_path / "site.toml").chmod(0o666)
    assert read(options, {}, locked=False) is not None
    assert read(options, {}, locked=True) is None


def test_the_number_is_the_configured_one_wherever_it_is_set(tmp_path: Path) -> None:
    options = configured(tmp_path, '[site]\nemergency_number = "111"\nname = "Ward"\n[kiosk]\ntheme = "light"\n')
    assert read(options, {}) == Opening("Ward", "In an emergency, call 111.", "light")
    environment = {"PULMOSCREEN_EMERGENCY_NUMBER": "222", "PULMOSCREEN_LANGUAGE": "es"}
    assert read(options, environment) == Opening("Ward", "En una emergencia, llame al 222.", "light")
    environment = {"PULMOSCREEN_SITE_LANGUAGES": "fr, en"}
    assert read({**options, "emergency_number": "333"}, environment) == Opening(
        "Ward", "En cas d'urgence, appelez le 333.", "light"
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "site = 3", "kiosk = []", "[site]\nemergency_number = 112", '[site]\nemergency_number = "1"',
        '[site]\nemergency_number = "112"\nlanguages = []', '[site]\nemergency_number = "112"\nlanguages = ["xx"]',
        '[site]\nemergency_number = "112"\nname = "a\\u001bb"', '[site]\nemergency_number = "112"\nname = " "',
        '[site]\nemergency_number = "112"\nlanguages = [3]', '[site]\nemergency_number = "112\\n"',
        '[site]\nemergency_number = "112"\n[kiosk]\ntheme = []',
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_not_shown(text: str, tmp_path: Path) -> None:
    assert read(configured(tmp_path, text), {}) is None
    assert read({"config": str(tmp_path / "missing.toml")}, {}) is None


def cells(data: str, size: tuple[int, int]) -> pyte.Screen:
    screen = pyte.Screen(*size)
    pyte.Stream(screen).feed(data)
    return screen


@pytest.mark.parametrize(
    ("size", "theme", "term"),
    [
        *((size, "ink", "xterm-256color") for size in SIZES),
        *(((80, 24), theme, "xterm-256color") for theme in ("light", "high_contrast", "mono")),
        *(((80, 24), theme, "linux") for theme in ("ink", "light", "high_contrast")),
        ((80, 24), "ink", "vt220"),
    ],
)
async def test_the_first_page_has_the_same_title_in_the_same_place_on_the_same_ground(
    size: tuple[int, int], theme: str, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {"TERM": term}
    first = cells(drawn(Opening("pulmoscreen", "Call 112.", theme), environment, *size), size)
    written = noting(monkeypatch)
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "256" if "256" in term else "standard")
    appearance = Appearance.of_terminal(theme, environment, bigger=False)
    async with kiosk(catalog=CATALOG, appearance=appearance).run_test(size=size) as pilot:
        await settle(pilot)
        page = cells("".join(written.pieces), size)
    title = first.display[0].index("pulmoscreen")
    assert page.display[0].startswith(" " * title + "pulmoscreen")
    for column in range(title, title + len("pulmoscreen")):
        assert first.buffer[0][column] == page.buffer[0][column]
    for row, column in ((0, 0), (0, size[0] - 1), (1, 0), (size[1] - 2, 0), (size[1] - 1, size[0] - 1)):
        assert first.buffer[row][column].bg == page.buffer[row][column].bg, (row, column)
    assert "Call 112." in " ".join(first.display)


@pytest.mark.parametrize("theme", ["ink", "light", "high_contrast"])
@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR])
def test_its_colours_are_those_that_the_framework_chooses(theme: str, system: ColorSystem) -> None:
    environment, colours = {
        ColorSystem.STANDARD: ({"TERM": "linux"}, 16),
        ColorSystem.EIGHT_BIT: ({"TERM": "xterm-256color"}, 256),
        ColorSystem.TRUECOLOR: ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 1 << 24),
    }[system]
    palette = PALETTES[on_offer(theme, colours)[0]]
    for ink, ground in (("title-ink", "panel"), ("foreground", "background")):
        inks, grounds = (Color.parse(palette[name].removeprefix("ansi_")).downgrade(system) for name in (ink, ground))
        codes = ";".join((*inks.get_ansi_codes(), *grounds.get_ansi_codes(foreground=False)))
        assert f"\x1b[0;1;{codes}m" in drawn(Opening("pulmoscreen", "Call 112.", theme), environment, 80, 24)


def test_every_cell_is_drawn_and_the_cursor_stands_at_the_sentence() -> None:
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(drawn(Opening("x" * 90, "Call 112.", "light"), {"TERM": "xterm-256color"}, 80, 24))
    assert {screen.buffer[row][column].bg for row in range(24) for column in range(80)} == {
        screen.buffer[0][0].bg,
        screen.buffer[1][0].bg,
    }
    assert screen.display[screen.cursor.y][screen.cursor.x :].startswith("Call 112.")


def test_it_imports_no_framework_and_nothing_that_checks_settings() -> None:
    program = "import sys, tui.cli.main, tui.cli.handlers, tui.terminal.held_terminal, tui.supervisor.opening as o; "
    program += "o.drawn(o.read({'emergency_number': '112'}, {}), {'TERM': 'xterm-256color'}, 80, 24); print(*sys.modules)"
    done = subprocess.run(
        (sys.executable, "-I", "-c", program), check=True, capture_output=True, text=True, env={"HOME": os.devnull}
    )
    modules = done.stdout.split()
    assert not {name.split(".")[0] for name in modules} & {
        "pydantic",
        "textual",
        "asyncio",
        "dataclasses",
        "inspect",
        "tinydb",
        "rich",
    }
    assert "tomllib" in modules
