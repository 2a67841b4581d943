"""The hash of the staff's PIN in a file of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.check.bad_settings import HASH
from tui.config.files import SettingsError
from tui.config.loader import load_settings


def with_hash_file(tmp_path: Path, mode: int, text: str, more: str = "") -> Callable[[], object]:
    (tmp_path / "hash").write_text(text)
    (tmp_path / "hash").chmod(mode)
    (tmp_path / "site.toml").write_text(f'[staff]\npin_hash_file = "hash"\n{more}')
    return lambda: load_settings({"config": str(tmp_path / "site.toml")}, {})


def test_the_hash_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    for text in (HASH, f"{HASH}\r\n", f'pin_hash = "{HASH}"\n'):
        with_hash_file(tmp_path, 0o600, text)
        assert load_settings({"config": str(tmp_path / "site.toml")}, {}).staff.pin_hash == HASH
    with pytest.raises(SettingsError, match="holds no line of `pulmoscreen staff-pin`"):
        with_hash_file(tmp_path, 0o600, "1234")()
    with pytest.raises(SettingsError, match=r"staff.pin_hash is set too"):
        with_hash_file(tmp_path, 0o600, HASH, f'pin_hash = "{HASH}"')()
