"""`assess --lines`: in order, each bad line in its place, in constant memory, and quiet when the other end goes away."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, cycle, islice, repeat
from pathlib import Path
from random import Random
from typing import Final

import pytest

from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.questions import Question
from tests.amounts import little_and_much
from tests.tui.cli.assess_process import assert_one_sentence, command, environment, lines_of, refused, run
from tui.cli.answers_json import LIMIT
from tui.cli.assess import compact_json

COUGH: Final = b'{"cough": "yes", "cough_duration": "unsure"}'
LINES: Final = (COUGH, b"{}", b'{"cough": "zebra"}', b"", b'{"weakness": "no"}', b"[" * 500)


def _start(*args: str, **more: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command("--lines", *args), stdin=pipe, stdout=pipe, stderr=pipe, env=environment(**more))


def test_good_lines_give_assessments_in_order() -> None:
    done = run("--lines", given=COUGH + b"\n{}\n")
    assert (done.returncode, done.stderr) == (0, b"")
    expected = [assess(Answers.model_validate(json.loads(line))).model_dump_json() for line in (COUGH, b"{}")]
    assert [line.decode() for line in lines_of(done.stdout)] == expected


def test_an_assessment_is_written_as_the_library_would_write_it() -> None:
    chance = Random(8)
    for _ in range(2000):
        answers = Answers()
        for question in Question:
            if answers.is_open(question) and (option := chance.choice([*OPTIONS[question], None])) is not None:
                answers = answers.with_given({question: (option,) if question is Question.WHAT_MATTERS else option})
        assert compact_json(assess(answers)) == assess(answers).model_dump_json()


def test_a_bad_line_gives_its_error_in_its_place_and_exit_status_1() -> None:
    done = run("--lines", given=b"\n".join(LINES))
    assert (done.returncode, done.stderr) == (1, b"")
    found = [json.loads(line) for line in lines_of(done.stdout)]
    assert [line.get("line") for line in found] == [None, None, 3, 4, None, 6]
    assert found[2] == {"line": 3, "error": "cough: is not one of its options; allowed are yes, no, unsure, declined"}
    assert found[3] == {"line": 4, "error": "is empty; a JSON object is expected"}
    assert b"zebra" not in done.stdout


def test_no_line_at_all_is_nothing_wrong() -> None:
    done = run("--lines")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_line_of_exactly_the_limit_is_taken_with_or_without_its_end() -> None:
    full = b"{" + b" " * (LIMIT - 2) + b"}"
    done = run("--lines", given=full + b"\n " + full + b"\n" + full)
    assert [json.loads(line).get("line") for line in lines_of(done.stdout)] == [None, 2, None]


def _peak(tmp_path: Path, chunks: Iterator[bytes]) -> int:
    """Feed the command and return the most memory it ever held, in kB, after checking that it wrote something."""
    told = tmp_path / "peak"
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(command("--lines"), stdin=subprocess.PIPE, stdout=out, env=environment(TELL_PEAK=str(told)))
        assert process.stdin is not None
        process.stdin.writelines(chunks)
        process.stdin.close()
        assert process.wait(timeout=300) == 1
    return next(int(line.split()[1]) for line in told.read_text().splitlines() if line.startswith("VmHWM"))


needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")


@needs_proc
@pytest.mark.parametrize("lines", little_and_much(20_000, 200_000))
def test_memory_is_flat_however_many_lines_there_are(lines: int, tmp_path: Path) -> None:
    some = [line + b"\n" for line in LINES]
    few = _peak(tmp_path, islice(cycle(some), 2_000))
    many = _peak(tmp_path, islice(cycle(some), lines))
    with (tmp_path / "out").open("rb") as out:
        assert sum(1 for _ in out) == lines
    print(f"peak of 2,000 lines {few:,} kB, of {lines:,} lines {many:,} kB")
    assert many < few + 1_024


@needs_proc
def test_a_line_without_end_is_skipped_in_constant_memory(tmp_path: Path) -> None:
    some = _peak(tmp_path, iter([b"x" * LIMIT * 2, b"\n{}\n"]))
    endless = _peak(tmp_path, chain(repeat(b"x" * 2**20, 256), [b"\n{}\n"]))
    first, second = lines_of((tmp_path / "out").read_bytes())
    assert json.loads(first) == {"line": 1, "error": f"is too long; up to {LIMIT} bytes are allowed for one person's answers"}
    assert json.loads(second)["version"] == 2
    assert endless < some + 1_024


def test_a_program_that_waits_for_each_answer_gets_it() -> None:
    with _start() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write(COUGH + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["version"] == 2
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    with _start("/dev/stdin") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(COUGH + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(COUGH + b"\n")
        process.stdin.close()
        assert process.wait(timeout=60) == 1
        assert process.stderr.read() == b""


def test_ctrl_c_ends_it_quietly() -> None:
    with _start() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(COUGH + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is imitated by /dev/full")
def test_a_full_disk_is_told_in_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(), input=COUGH, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False, timeout=60
        )
    assert done.returncode == 1
    assert_one_sentence(done.stderr.decode())
    assert "standard output: cannot be written: " in done.stderr.decode()


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_standard_stream_gives_no_traceback(closed: int) -> None:
    script = f"import os, sys; os.close({closed}); os.execv(sys.executable, sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", script, *command()], input=b"{", env=environment(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode in {1, 2}
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.touch(mode=0)
    assert "secret.json: cannot be opened: Permission denied." in refused(run(str(secret)))


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read is imitated by /proc/self/mem"
)
def test_a_file_that_opens_and_cannot_be_read_is_refused() -> None:
    for mode in ((), ("--lines",)):
        assert "/proc/self/mem: cannot be read: " in refused(run("/proc/self/mem", *mode))
