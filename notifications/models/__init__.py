from notifications.models.delivery import Delivery
from notifications.models.digest import Digest
from notifications.models.fan_out import FanOut
from notifications.models.notification import Notification

__all__ = ["Delivery", "Digest", "FanOut", "Notification"]
