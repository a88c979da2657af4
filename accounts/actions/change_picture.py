"""Give somebody a picture, or their initials back."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User


def change_picture(*, user: User, webp: bytes | None) -> None:
    """`webp` as `accounts.avatars` made it; None removes the picture.

    The file before goes once the change is certain: a row never points at nothing.
    """
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        before = user.avatar.name
        if webp is None:
            user.avatar = ""
        else:
            user.avatar.save("picture.webp", ContentFile(webp), save=False)
        user.save(update_fields=["avatar"])
        if before:
            transaction.on_commit(lambda: default_storage.delete(before))
