from notifications.models.breaker import Breaker
from notifications.models.delivery import Delivery
from notifications.models.digest import Digest
from notifications.models.digest_plan import DigestPlan
from notifications.models.fan_out import FanOut
from notifications.models.inbox import InboxMark, Triage
from notifications.models.mail_trouble import MailTrouble
from notifications.models.notification import Notification
from notifications.models.preference import Preference
from notifications.models.reminder import Reminder
from notifications.models.sweep import Sweep
from notifications.models.unsubscription import Unsubscription

__all__ = [
    "Breaker",
    "Delivery",
    "Digest",
    "DigestPlan",
    "FanOut",
    "InboxMark",
    "MailTrouble",
    "Notification",
    "Preference",
    "Reminder",
    "Sweep",
    "Triage",
    "Unsubscription",
]
