"""How soon a message wants an answer (product.md, Words)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.TextChoices):
    """`norm` is the default when people are named, `none` otherwise."""

    NONE = "none", _("No reply needed")
    RELAXED = "relaxed", _("When you can")
    NORM = "norm", _("By norm")
    URGENT = "urgent", _("Urgent")
