"""A fictional company, Rill, that measures water: filled in by `manage.py demo` to show Bobbin.

`company.toml` has people, channels and drafts, `content/<channel>/<key>.md` one thread each,
`logs/` long ones that are put together from sentences. `library` reads them all as Scripts.
`story_time` and `timetable` (pure) lay the story so that it has just happened, each message
in its author's working hours. `fill` writes it, in a fixed number of queries, without events:
nobody is notified of history.
"""
