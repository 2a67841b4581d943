"""What holds for all tests: a slow machine is no failure of a property."""

from hypothesis import HealthCheck, settings

settings.register_profile("pulmoscreen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pulmoscreen")
