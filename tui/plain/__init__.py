"""The journey as plain lines: a question, numbered answers, a line that is read. It draws nothing and moves no cursor.

`worker.serve_plain` runs one visit on standard input and output and returns its exit status. `controller.PlainVisit` holds
the visit, `dialogue.Dialogue` asks, `router.page_for` returns the page of a state; pages and states are pure.
"""
