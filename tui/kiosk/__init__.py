"""The kiosk on screens, as a Textual app.

`worker.serve_screens` runs one visit in a worker process and returns its exit status. `app.Kiosk` connects the screens with
the objects that it holds, each of which is tested without an app: `VisitFlow` (answers, leaving, silence), `LanguageSwitch`,
`Overlays`, `StaffSession`, `RecordTasks`, `Appearance`; and in its base `LockedApp`: `InputGuard`, `ResizeThrottle`.
"""
