"""What each request of the screens does: a literal table."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from screens.messages import Request

if TYPE_CHECKING:
    from tui.kiosk.app import Kiosk


def request_handlers(kiosk: "Kiosk") -> Mapping[Request, Callable[[], Awaitable[None]]]:
    """Return the handler of each request; without a staff area its requests have none."""
    staff = kiosk.staff
    of_staff: dict[Request, Callable[[], Awaitable[None]]] = (
        {}
        if staff is None
        else {
            Request.STAFF: staff.open,
            Request.STAFF_CLOSE: staff.close,
            Request.EXPORT: staff.export,
            Request.TEST_CALL: staff.test_call,
            Request.SEEN: staff.mark_as_seen,
            Request.END_KIOSK: staff.end_kiosk,
        }
    )
    return {
        Request.HELP: kiosk.overlays.help,
        Request.CALL: kiosk.call.request,
        Request.SPEAK: kiosk.aloud.ask,
        Request.FINISH: kiosk.flow.finish,
        Request.TAKE_AWAY: kiosk.overlays.take_away,
        Request.PRINT: kiosk.overlays.print_report,
        Request.LANGUAGE: kiosk.language.ask,
        Request.BIGGER: kiosk.change_size,
        Request.COLOURS: kiosk.change_theme,
        Request.PLAIN: kiosk.flow.go_to_plain_lines,
        Request.LEAVE: kiosk.flow.leave,
        Request.STOP: kiosk.flow.stop_for_help,
        Request.QUIT: kiosk.flow.quit,
        **of_staff,
    }
