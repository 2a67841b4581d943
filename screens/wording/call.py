"""How a call for staff stands, and what the person is told about it. The number to call stays beside it."""

from enum import Enum, auto

from screens.wording.words import Words


class CallState(Enum):
    """How the call of this person stands."""

    READY = auto()
    CALLING = auto()
    CALLED = auto()
    """The site's command has told it to staff within the last minute."""
    FAILED = auto()


def call_said(state: CallState, words: Words) -> str:
    """Return what is offered, or how the call went and what to do then."""
    text = words.texts.call
    said = {
        CallState.READY: text.offer,
        CallState.CALLING: text.calling,
        CallState.CALLED: text.called,
        CallState.FAILED: text.failed,
    }
    return words(said[state])
