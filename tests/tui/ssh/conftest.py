"""One server for each file of tests, where they do not hurt one another."""

from collections.abc import Iterator

import pytest

from tests.tui.ssh.servers import Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as started:
        yield started
