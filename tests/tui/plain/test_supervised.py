"""`pulmoscreen plain` as it is started in a pipe."""

import signal
from pathlib import Path

import pytest

from criteria.steps import Step
from store.record import Channel
from tests.pty.terminals import ALL_LANGUAGES, SECONDS
from tests.screens.kiosks import BLOOD, METASTASIS
from tests.tui.plain.lines import to_goodbye, walked
from tests.tui.plain.plain_terminals import opened, piped, records, typed


def test_a_whole_visit_in_a_pipe_in_spanish_writes_words_alone_and_keeps_one_record(tmp_path: Path) -> None:
    journey, entries = walked(METASTASIS)
    ended = piped(typed([*entries, *to_goodbye(journey.answers)]), tmp_path, "--language", "es", **ALL_LANGUAGES)
    assert (ended.returncode, ended.stderr) == (0, b"")
    said = ended.stdout.decode()
    assert "Sus pulmones" in said
    assert not [letter for letter in said if letter < " " and letter != "\n"]
    assert max(map(len, said.splitlines())) <= 72
    (record,) = records(tmp_path)
    assert (record.answers, record.language, record.channel) == (journey.answers, "es", Channel.PLAIN)
    assert record.ended == "result"


def test_an_end_of_the_input_is_leaving_and_a_line_that_was_broken_off_answers_nothing(tmp_path: Path) -> None:
    _, entries = walked(BLOOD, until=Step.BLOOD_AMOUNT)
    ended = piped(typed(entries) + b"2", tmp_path)
    assert ended.returncode == 0
    (record,) = records(tmp_path)
    assert (record.ended, record.left_at) == ("left", "blood_amount")


def test_bytes_of_every_kind_and_a_line_of_two_million_harm_nothing(tmp_path: Path) -> None:
    _, entries = walked(BLOOD, until=Step.BLOOD_AMOUNT)
    junk = b"\xff\xfe\xc3(\n\0\0\n\x1b[200~2\n" + b"1" * 2_000_000 + b"\n1 \xc2\xa0\xff\n\x1b]52;c;eA==\x07\n"
    ended = piped(typed(entries) + junk + b"3\nl\n", tmp_path)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"\x1b" not in ended.stdout
    (record,) = records(tmp_path)
    assert record.answers is not None
    assert record.answers.blood_amount == "unsure"


def test_silence_in_a_pipe_is_asked_about_and_then_ends_the_visit(tmp_path: Path) -> None:
    # Over 5 s: the shortest times pass after which somebody is asked, and counts as gone.
    _, entries = walked(BLOOD, until=Step.BLOOD_AMOUNT)
    process = opened(tmp_path)
    assert process.stdin is not None
    process.stdin.write(typed(entries))
    process.stdin.flush()
    assert process.stdout is not None
    said = process.stdout.read().decode()
    assert process.wait(SECONDS) == 0
    assert "Everything will be cleared in 5 seconds" in " ".join(said.split())
    (record,) = records(tmp_path)
    assert (record.ended, record.left_at) == ("idle", "blood_amount")
    process.communicate()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_a_visit_politely_and_keeps_it_once(name: str, tmp_path: Path) -> None:
    _, entries = walked(BLOOD, until=Step.BLOOD_AMOUNT)
    process = opened(tmp_path)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(typed(entries))
    process.stdin.flush()
    while b"How much blood" not in process.stdout.readline():
        pass
    process.send_signal(getattr(signal, name))
    said, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, b"")
    assert b"This visit has ended." in said
    (record,) = records(tmp_path)
    assert record.ended == "left"


def test_a_reader_that_goes_away_ends_the_visit_without_a_word(tmp_path: Path) -> None:
    _, entries = walked(BLOOD, until=Step.BLOOD_AMOUNT)
    process = opened(tmp_path)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    process.stdin.write(typed(entries))
    process.stdin.close()
    assert process.wait(SECONDS) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
