from accounts.models.audit import AuditEvent
from accounts.models.hours import TimeOff, WorkingHours
from accounts.models.invitation import Invitation
from accounts.models.organization import Organization
from accounts.models.user import Role, User

__all__ = [
    "AuditEvent",
    "Invitation",
    "Organization",
    "Role",
    "TimeOff",
    "User",
    "WorkingHours",
]
