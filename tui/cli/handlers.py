"""What a command does with its options: each function imports only what its command needs."""

import gc
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.parser import Arguments, ReadSettings
from tui.visit.exit_codes import DONE

if TYPE_CHECKING:
    from tui.config.settings import Settings


def run(args: Arguments, read: ReadSettings) -> int:
    """Serve one person after another in this terminal, which is held before anything else so that no key shows."""
    from tui.terminal.held_terminal import held  # noqa: PLC0415

    # Nothing that is imported before the first page is garbage: looking for some takes a twentieth of the start.
    gc.disable()
    with held(locked=args.kiosk) as terminal:
        from tui.supervisor.opening import opening  # noqa: PLC0415 - nothing that is typed shows from here on

        with opening(terminal, args.settings, os.environ, locked=args.kiosk):
            settings = _for_this_terminal(read(), locked=args.kiosk)
            from tui.supervisor.command import run as serve_people  # noqa: PLC0415 - the framework of the screens comes last

            return serve_people(settings, terminal, once=args.once, kiosk=args.kiosk)


def plain(args: Arguments, read: ReadSettings) -> int:
    """Serve plain lines: person after person on a terminal, one in a pipe."""
    from tui.terminal.held_terminal import held  # noqa: PLC0415

    on_terminal = os.isatty(0) and os.isatty(1)
    with held(locked=args.kiosk) if on_terminal else nullcontext() as terminal:
        settings = _for_this_terminal(read(), locked=args.kiosk)
        if on_terminal:
            from tui.supervisor.command import run as serve_people  # noqa: PLC0415 - as above

            return serve_people(settings, terminal, once=args.once, kiosk=args.kiosk, plain=True)
        from tui.cli.plain import serve_pipe  # noqa: PLC0415

        return serve_pipe(settings)


def _for_this_terminal(settings: "Settings", *, locked: bool) -> "Settings":
    if locked:
        from tui.config.commands import refuse_changeable_commands  # noqa: PLC0415 - only a locked kiosk needs it

        refuse_changeable_commands(settings)
    return settings.over_ssh() if "SSH_CONNECTION" in os.environ else settings


def serve(_: Arguments, read: ReadSettings) -> int:
    """Serve the kiosk over SSH."""
    from tui.ssh.command import serve as serve_ssh  # noqa: PLC0415

    return serve_ssh(read)


def schema(args: Arguments, _: ReadSettings) -> int:
    """Print a JSON Schema."""
    import json  # noqa: PLC0415

    from tui.cli.schemas import schema_of  # noqa: PLC0415

    sys.stdout.write(json.dumps(schema_of(args.of), indent=2, ensure_ascii=False) + "\n")
    return DONE


def check(args: Arguments, read: ReadSettings) -> int:
    """Check an installation, or the texts and sources."""
    settings = read()
    if args.content:
        from tui.check.content import content_check  # noqa: PLC0415

        return content_check()
    from tui.check.command import check as check_installation  # noqa: PLC0415
    from tui.ssh.check import ssh_server  # noqa: PLC0415

    return check_installation(settings, (ssh_server,), as_json=args.json)


def gallery(args: Arguments, read: ReadSettings) -> int:
    """Draw every screen."""
    settings = read()
    from tui.gallery.command import gallery as draw_all  # noqa: PLC0415

    return draw_all(settings, Path(args.folder), args.theme)


def completion(args: Arguments, _: ReadSettings) -> int:
    """Print a completion script."""
    from tui.cli.completion import script  # noqa: PLC0415

    sys.stdout.write(script(args.shell))
    return DONE


def show_help(args: Arguments, _: ReadSettings) -> int:
    """Show the help of the program or of a command."""
    from tui.cli.commands import build  # noqa: PLC0415
    from tui.cli.parser import parse  # noqa: PLC0415

    parse(build(), [*args.words, "--help"])
    return DONE
