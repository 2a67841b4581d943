"""What both front ends share: worker process, hand-off, heartbeat, hardening."""
