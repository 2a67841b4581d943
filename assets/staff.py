"""The words of the staff area."""

from collections.abc import Mapping

from assets.text import Section, Text


class StaffText(Section):
    """The PIN, the facts, what can be done and how it went."""

    pin_title: Text
    delete: Text
    enter: Text
    one_moment: Text
    wrong: Text
    wait: Text
    unchecked: Text
    title: Text
    visits: Text
    all_well: Text
    to_look_at: Text
    how_far: Text
    more: Text
    running: Text
    log: Text
    in_order: Text
    not_in_order: Text
    damaged: Text
    problems: Mapping[str, Text]
    """By the kind of a fault of the log."""
    failed_writes: Text
    errors: Text
    last_error: Text
    free: Text
    read_again: Text
    overdue: Text
    export: Text
    no_export: Text
    exporting: Text
    exported: Text
    nothing_yet: Text
    no_folder: Text
    full: Text
    denied: Text
    failed: Text
    calls: Text
    test_call: Text
    testing: Text
    call_worked: Text
    call_failed: Text
    seen: Text
    marked: Text
    not_marked: Text
    leave: Text
    leave_title: Text
    leave_text: Text
    stay: Text


class CodebookText(Section):
    """What an analyst reads of the columns of an export and of their codes, where no question has the words."""

    columns: Mapping[str, Text]
    codes: Mapping[str, Text]
