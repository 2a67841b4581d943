"""Bad values of every setting, as they stand in the file."""

from typing import Final

from tui.config.sections import KioskSettings

HASH: Final = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo"
BAD: Final[dict[str, tuple[str, ...]]] = {
    "site.name": ('""', '"  "', '"a\\u200bb"', '"a\\u202eb"', '"a\\u2800"', '"a\\ufe0f"', '"\\u00ad"', f'"{"x" * 41}"'),
    "site.emergency_number": ("112", '"1"', '"call me"', '"1\\u0661\\u0662"'),
    "site.setting": ('"nobody"',),
    "site.languages": ("[]", '["xx"]', '"en"'),
    "kiosk.warn_after": ("4", "3601", '"soon"', "nan"),
    "kiosk.clear_after": ("4", "601"),
    "kiosk.session_limit": ("1", "241"),
    "kiosk.theme": ('"pink"',),
    "kiosk.bigger_text": ('"perhaps"',),
    **{f"kiosk.{name}": ("[]", '"no-such-program"', "7") for name in KioskSettings().commands()},
    "log.directory": ('""', '"~nobody-here/log"', '"{file}"', '"{fifo}"', '"{dangling}/log"'),
    "log.retention_weeks": ("0", "1041"),
    "log.small_cell": ("-1", "101"),
    "ssh.address": ('"192.0.2.1"', '"no address"', '"999.1.1.1"'),
    "ssh.port": ("-1", "65536", '"ssh"'),
    "ssh.host_key": ('""', '"{file}"', '"{fifo}"', '"{folder}"', '"/dev/zero"', '"{dangling}"', '["{file}", "{missing}"]'),
    "ssh.authorized_keys": ('""', '"{file}"', '"{fifo}"', '"{folder}"', '"/dev/zero"', '"{dangling}"', '"{missing}"'),
    "ssh.max_sessions": ("0", "2001"),
    "ssh.max_per_address": ("0", "2001"),
    "ssh.ready": ("-1", "101"),
    "ssh.finish_within": ("-1", "14401", "14400", "301"),
    "ssh.metrics_port": ("0", "65536"),
    "ssh.proxy_protocol": ('"10.0.0.5"', '["nobody"]', '["10.0.0.5/99"]', '["1.2"]'),
    "staff.pin_hash": ('"1234"', '""'),
    "staff.pin_hash_file": ('""', '"{file}"', '"{fifo}"', '"{folder}"', '"/dev/zero"', '"{dangling}"', '"{missing}"'),
    "ship.dsn": ('""', "7"),
    "take_away.address": ('"http://a.example"', '"a.example"', '"https://"', '"https://a.example/#"', f'"https://{"a" * 48}"'),
    "staff.export_directory": ('""', '"{file}"', '"{fifo}"', '"{missing}"', '"{dangling}"'),
}
