"""The kiosk over SSH: a server that carries bytes and window sizes, and a process of its own for each person."""
