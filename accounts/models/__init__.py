from accounts.models.audit import AuditEvent
from accounts.models.holidays import Holiday, HolidayCalendar
from accounts.models.hours import DefaultHours, TimeOff, WorkingHours
from accounts.models.invitation import Invitation
from accounts.models.organization import Organization
from accounts.models.user import Role, User

__all__ = [
    "AuditEvent",
    "DefaultHours",
    "Holiday",
    "HolidayCalendar",
    "Invitation",
    "Organization",
    "Role",
    "TimeOff",
    "User",
    "WorkingHours",
]
