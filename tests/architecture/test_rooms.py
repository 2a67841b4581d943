"""The picture of the rooms is drawn from today's imports, and no room reaches itself."""

from tests.architecture.rooms import DOCUMENT, below, drawn_into, rooms


def test_the_picture_of_the_rooms_is_not_stale() -> None:
    document = DOCUMENT.read_text("utf-8")
    assert drawn_into(document) == document, "run: python -m tests.architecture.rooms"


def test_no_room_imports_itself_by_way_of_others() -> None:
    imports = rooms()
    assert [room for room in imports if room in below(room, imports)] == []
