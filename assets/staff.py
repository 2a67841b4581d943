"""The words of the staff area."""

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
    released: Text
    log: Text
    in_order: Text
    not_in_order: Text
    damaged: Text
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
    seen: Text
    marked: Text
    not_marked: Text
    leave: Text
    leave_title: Text
    leave_text: Text
    stay: Text
