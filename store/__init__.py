"""The session log: everything that touches the log's files. TinyDB inside."""
