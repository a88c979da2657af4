from threads.models.channel import Channel, ChannelName, Level, Membership
from threads.models.draft import Draft
from threads.models.message import Mention, Message, Revision
from threads.models.reaction import CustomEmoji, Reaction
from threads.models.reading import ReadMark
from threads.models.thread import Participant, Thread, ThreadEntry

__all__ = [
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
    "Revision",
    "Thread",
    "ThreadEntry",
]
