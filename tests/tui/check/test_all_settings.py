"""`check` finds whatever any command would refuse: every setting with a bad value, every path with what it must not be."""

import os
import socket
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.tui.check.bad_settings import BAD, HASH
from tui.check.site import configuration, staff
from tui.cli.main import main
from tui.config.commands import refuse_changeable_commands
from tui.config.files import SettingsError
from tui.config.loader import SECTIONS, load_settings
from tui.config.sections import KioskSettings
from tui.config.sources import PATHS
from tui.ssh.check import ssh_server, stop_seconds


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """Return one of each kind of thing that a path can name."""
    made = {kind: tmp_path / kind for kind in ("file", "fifo", "folder", "dangling", "missing")}
    made["file"].write_text("nothing that anybody needs\n")
    made["file"].chmod(0o600)
    made["folder"].mkdir()
    os.mkfifo(made["fifo"])
    made["dangling"].symlink_to(tmp_path / "nowhere")
    return made


def checked(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Return the exit status of `check` and all that it says."""
    (file := folder / "site.toml").write_text(text, "utf-8")
    said = StringIO()
    monkeypatch.setattr(sys, "stdout", said)
    monkeypatch.setattr(sys, "stderr", said)
    return main(["check", "--config", str(file)]), said.getvalue()


def site(values: dict[str, str], folder: Path) -> str:
    """Return a configuration with these values, and otherwise a good one."""
    good = {"site.emergency_number": '"112"', "log.directory": f'"{folder}/log"', "ssh.port": "0", "ssh.address": '"127.0.0.1"'}
    tables: dict[str, list[str]] = {}
    for name, value in (good | values).items():
        section, key = name.split(".")
        tables.setdefault(section, []).append(f"{key} = {value}")
    return "\n".join("\n".join((f"[{section}]", *lines)) for section, lines in tables.items())


def test_every_setting_is_tried() -> None:
    assert set(BAD) == {f"{section}.{key}" for section, model in SECTIONS.items() for key in model.model_fields}
    assert {tuple(name.split(".")) for name, values in BAD.items() if any("{" in value for value in values)} == set(PATHS)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_check_finds_a_bad_value_and_names_its_setting(
    name: str, value: str, tmp_path: Path, paths: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = checked(tmp_path, site({name: value.format(**paths)}, tmp_path), monkeypatch)
    assert status in {1, 2}
    wrong = [
        line for line in said.splitlines() if name in line or "session log" in line or "printing" in line or "calling" in line
    ]
    assert wrong, said
    assert "internal error" not in said
    assert not (Path.cwd() / "~nobody-here").exists()


def test_check_finds_nothing_in_a_good_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hash").write_text(f'pin_hash = "{HASH}"\n')
    (tmp_path / "hash").chmod(0o640)
    (tmp_path / "export").mkdir()
    more = {"staff.pin_hash_file": '"hash"', "staff.export_directory": '"export"', "site.name": '"Clínica «Ñ» 1"'}
    status, said = checked(tmp_path, site(more, tmp_path), monkeypatch)
    assert (status, said.splitlines()[0]) == (0, "Nothing wrong was found.")


def test_what_editors_write_is_read_and_what_is_no_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_bytes(b'\xef\xbb\xbf[site]\r\nname = "x"\r\n')
    assert load_settings({"config": str(file)}, {}).site.name == "x"
    for data, line in ((b'[site]\nname = "J\xf6rg"\n', 2), ('[site]\nname = "x"\n'.encode("utf-16"), 1)):
        file.write_bytes(data)
        with pytest.raises(SettingsError, match=f"is not UTF-8 text from line {line} on; save it as UTF-8$"):
            load_settings({"config": str(file)}, {})


@pytest.mark.parametrize("text", ["x = " + "[" * 5000 + "]" * 5000, ".".join("a" * 5000) + " = 1"])
def test_nesting_too_deep_is_a_sentence(text: str, tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"is nested too deeply to be a configuration$|there is no such setting"):
        load_settings({"config": str(tmp_path / "site.toml")}, {})


def test_a_path_may_begin_at_home_or_at_the_file_and_from_elsewhere_at_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "site.toml").write_text('[log]\ndirectory = "~/log"\n[ssh]\nhost_key = ["keys/a", "/b"]\n')
    settings = load_settings({"config": "../site.toml"}, {"PULMOSCREEN_SSH_AUTHORIZED_KEYS": "keys"})
    assert settings.log.directory == tmp_path / "home" / "log"
    assert settings.ssh.host_key == (tmp_path / "keys" / "a", Path("/b"))
    assert settings.ssh.authorized_keys == tmp_path / "here" / "keys"
    assert load_settings({"data": "log"}, {}).log.directory == tmp_path / "here" / "log"


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a user without a home folder, whom the system does not know."""
    monkeypatch.delenv("HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)

    def unknown(_: int) -> Any:  # noqa: ANN401 - it never returns
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)


@pytest.mark.usefixtures("homeless")
def test_who_has_no_home_needs_none_where_every_path_is_given(tmp_path: Path) -> None:
    assert load_settings({"data": str(tmp_path)}, {}).log.directory == tmp_path
    with pytest.raises(SettingsError, match=r"^log.directory: this user has no home folder; name one with --data"):
        load_settings({}, {})


@pytest.mark.parametrize("command", KioskSettings().commands())
def test_a_hash_that_others_can_read_and_a_file_that_others_can_change_are_told(command: str, tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    for folder in tmp_path.parents:
        if not folder.stat().st_mode & 0o011:
            folder.chmod(folder.stat().st_mode | 0o011)
    tmp_path.chmod(0o755)
    file.write_text(f'[site]\nemergency_number = "112"\n[kiosk]\n{command} = "sh"\n[staff]\npin_hash = "{HASH}"\n')
    file.chmod(0o600)
    settings = load_settings({"config": str(file)}, {})
    assert (staff(settings).wrong, configuration(settings).wrong) == ((), ())
    refuse_changeable_commands(settings)
    file.chmod(0o644)
    assert f"others can read {file}, and find the PIN out" in staff(settings).wrong[0]
    for mode, of_folder in ((0o622, 0o755), (0o600, 0o777)):
        file.chmod(mode)
        tmp_path.chmod(of_folder)
        assert configuration(settings).wrong[0].startswith(f"{file}: others can change it: chmod go-w")
        with pytest.raises(SettingsError, match=rf"kiosk.{command}: others can change this file"):
            refuse_changeable_commands(settings)


def test_a_port_that_is_taken_is_no_fault_as_the_server_may_be_running(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environment = {"PULMOSCREEN_SSH_ADDRESS": "127.0.0.1", "PULMOSCREEN_SSH_PORT": str(port)}
        result = ssh_server(load_settings({"data": str(tmp_path)}, environment))
    assert result.wrong == ()
    assert result.note == f"ssh.port: {port}: something listens there already"


def test_the_time_for_a_stop_is_compared_with_the_unit_and_its_drop_ins(tmp_path: Path) -> None:
    assert stop_seconds(tmp_path) == 330
    drop_ins = tmp_path / "etc/systemd/system/pulmoscreen-ssh.service.d"
    drop_ins.mkdir(parents=True)
    (drop_ins / "override.conf").write_text("[Service]\nTimeoutStopSec=900\n")
    settings = load_settings({"data": str(tmp_path)}, {"PULMOSCREEN_SSH_FINISH_WITHIN": "600", "PULMOSCREEN_SSH_PORT": "0"})
    assert ssh_server(settings, tmp_path).wrong == ()
    told = ssh_server(settings).wrong[0]
    assert told.startswith("ssh.finish_within: 600: with 30 more for records that is longer than the 330 seconds of the unit")
