from tests.notifications.conftest import clock, no_clock_leaps

__all__ = ["clock", "no_clock_leaps"]
