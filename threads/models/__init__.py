from threads.models.action_item import ActionItem
from threads.models.ask import Ask
from threads.models.channel import Channel, ChannelName, Level, Membership
from threads.models.draft import Draft
from threads.models.message import Mention, Message, Revision
from threads.models.norm import ResponseNorm, UrgentPolicy
from threads.models.reaction import CustomEmoji, Reaction
from threads.models.reading import ReadMark
from threads.models.saved import SavedMessage
from threads.models.scheduled_message import ScheduledMessage
from threads.models.search_text import SearchText
from threads.models.thread import Participant, Thread, ThreadEntry
from threads.models.urgency import Urgency

__all__ = [
    "ActionItem",
    "Ask",
    "Channel",
    "ChannelName",
    "CustomEmoji",
    "Draft",
    "Level",
    "Membership",
    "Mention",
    "Message",
    "Participant",
    "Reaction",
    "ReadMark",
    "ResponseNorm",
    "Revision",
    "SavedMessage",
    "ScheduledMessage",
    "SearchText",
    "Thread",
    "ThreadEntry",
    "Urgency",
    "UrgentPolicy",
]
