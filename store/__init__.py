"""The session log: everything that reads and writes its files, which are TinyDB tables.

`store.log.SessionLog` is the way in; `store.record.Record` is what it keeps of a visit.
"""
