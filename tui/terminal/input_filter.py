"""Filters the terminal's input before the framework parses it: characters, the keys in use and clicks pass.

Unknown sequences are dropped as a whole: OSC strings, pasted text, sizes and answers that a terminal reports, keys with
Alt. Only the beginning of one sequence is stored, and a sequence without an end is given up after a short silence, so
that the keys after it work.
"""

from codecs import getincrementaldecoder
from typing import Final

from tui.terminal.key_sequences import CONTROLS, click_of, is_some_key, key_of

ESCAPE: Final = "\x1b"

PAUSE_SECONDS: Final = 0.1
"""After this silence an escape character was the Escape key: the rest of a sequence arrives with it or at once."""

PATIENCE: Final = 5
"""After this many pauses without a byte, a sequence without an end is given up."""

_LONGEST: Final = 24
"""Characters of a sequence that are stored; every sequence that passes is shorter."""

_PASTE_END: Final = "\x1b[201~"
_ESC, _BEL, _CANCEL, _SUBSTITUTE, _DELETE, _NOT_ASCII = 0x1B, 0x07, 0x18, 0x1A, 0x7F, 0x80
_X10_BYTES: Final = 3


class InputFilter:
    """A state machine: bytes in, keys out. Its state is the method that handles the next byte."""

    def __init__(self) -> None:
        self.size = (80, 24)
        """Columns and rows of the terminal: a click outside them is none."""
        self._take = self._ground
        self._held = ""
        self._pauses = 0
        self._keys: list[str] = []
        self._unused_key = False
        self._decoder = getincrementaldecoder("utf-8")(errors="ignore")

    def keys(self, data: bytes) -> list[str]:
        """Return the keys in `data`, each a character or a whole sequence, however the bytes were cut into pieces."""
        self._pauses = 0
        for byte in data:
            self._take(byte)
        keys, self._keys = self._keys, []
        return keys

    @property
    def is_idle(self) -> bool:
        """Whether no sequence has begun that a silence could end."""
        return self._take == self._ground

    def unused_key(self) -> bool:
        """Return whether a key that was dropped was pressed since the last call."""
        unused_key, self._unused_key = self._unused_key, False
        return unused_key

    def pause(self) -> list[str]:
        """Return the Escape key where a silence of `PAUSE_SECONDS` shows that it was one; give up sequences without an end."""
        self._pauses += 1
        if self._take == self._escape:
            self._pauses, self._take = 0, self._late
            return [ESCAPE]
        if self._pauses >= PATIENCE:
            self._take = self._ground
        return []

    def _ground(self, byte: int) -> None:
        if byte == _ESC:
            self._take = self._escape
            self._decoder.reset()
        elif byte < ord(" ") or byte == _DELETE:
            self._decoder.reset()
            if chr(byte) in CONTROLS:
                self._keys.append(chr(byte))
            else:
                self._unused_key = True
        else:
            character = self._decoder.decode(bytes((byte,)))
            if character.isprintable() and character:
                self._keys.append(character)

    def _escape(self, byte: int) -> None:
        """Take the byte after an escape character."""
        sign = chr(byte)
        if sign in "[O":
            self._held, self._take = sign, self._sequence
        elif sign in "]PX^_":
            self._take = self._string_until_bell if sign == "]" else self._string
        elif byte >= _NOT_ASCII:
            self._unused_key, self._take = True, self._rest_of_a_character
        elif byte != _ESC:
            self._let_through(key_of(sign), sign)

    def _late(self, byte: int) -> None:
        """Take the byte after an Escape key: on a slow line it may be the rest of a sequence, which is no text."""
        self._take = self._escape if chr(byte) in "[O]PX^_\\" else self._ground
        self._take(byte)

    def _sequence(self, byte: int) -> None:
        sign = chr(byte)
        of_console = self._held == "[" and sign == "["
        if byte < ord(" ") or byte >= _DELETE:
            self._take = self._escape if byte == _ESC else self._ground
            if byte != _ESC:
                self._take(byte)
        elif (byte < ord("@") and not (sign == "$" and self._held[1:].isdecimal())) or of_console:
            if len(self._held) < _LONGEST:
                self._held += sign
        else:
            self._end_sequence(self._held + sign)

    def _end_sequence(self, sequence: str) -> None:
        if sequence == "[200~":
            self._held, self._take = "", self._pasted
        elif sequence == "[M":
            self._held, self._take = "", self._old_mouse
        else:
            self._let_through(key_of(sequence) or click_of(sequence, self.size), sequence)

    def _let_through(self, key: str | None, sent: str) -> None:
        self._take = self._ground
        if key is not None:
            self._keys.append(ESCAPE + key)
        elif is_some_key(sent):
            self._unused_key = True

    def _string(self, byte: int) -> None:
        if byte in {_ESC, _CANCEL, _SUBSTITUTE}:
            self._take = self._escape if byte == _ESC else self._ground

    def _string_until_bell(self, byte: int) -> None:
        if byte == _BEL:
            self._take = self._ground
        else:
            self._string(byte)

    def _pasted(self, byte: int) -> None:
        held = self._held + chr(byte)
        self._held = held if _PASTE_END.startswith(held) else ESCAPE if byte == _ESC else ""
        if self._held == _PASTE_END:
            self._take = self._ground

    def _old_mouse(self, byte: int) -> None:
        """Drop the three bytes of a report from before there were reports in decimal numbers."""
        if byte < ord(" "):
            self._take = self._ground
            self._take(byte)
            return
        self._held += "."
        if len(self._held) == _X10_BYTES:
            self._take = self._ground

    def _rest_of_a_character(self, byte: int) -> None:
        if not _NOT_ASCII <= byte < _NOT_ASCII + 0x40:
            self._take = self._ground
            self._take(byte)
