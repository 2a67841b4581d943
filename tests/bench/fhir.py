"""How many responses a second an export writes as FHIR, in processor time: `python -m tests.bench.fhir`."""

import time
from itertools import islice
from typing import IO, Final, cast

from store.columns import columns
from store.fhir import write_fhir
from store.formats import Write, write_jsonl
from tests.axes import anyone
from tests.fhir.responses import row_of

ROWS: Final = 200_000
PEOPLE: Final = 2_000


class Counted:
    """A file that keeps the number of bytes alone."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, data: bytes) -> int:
        self.bytes += len(data)
        return len(data)


def rate(write: Write, count: int = ROWS) -> tuple[float, int]:
    """Return the rows that are written in a second of the process's own time, and the bytes of one."""
    people = [row_of(answers, language=language) for answers in anyone(PEOPLE) for language in ("en", "es")]
    table = list(islice((row for _ in range(count) for row in people), count))
    file = Counted()
    begun = time.process_time()
    write(columns(), table, cast("IO[bytes]", file))
    return count / (time.process_time() - begun), file.bytes // count


if __name__ == "__main__":
    for name, write in (("fhir", write_fhir), ("jsonl", write_jsonl)):
        found, size = rate(write)
        print(f"{name}: {found:,.0f} rows a second of processor time, {size} bytes a row")
