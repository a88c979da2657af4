"""Everything comes from the environment; README.md has the table."""

import django_stubs_ext

from config.settings.apps import *  # noqa: F403
from config.settings.base import *  # noqa: F403
from config.settings.mail import *  # noqa: F403
from config.settings.realtime import *  # noqa: F403
from config.settings.security import *  # noqa: F403

# Lets classes name their model, as `ModelForm[User]`, at run time too.
django_stubs_ext.monkeypatch()
