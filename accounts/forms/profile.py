"""Your profile: what others see next to your name, and how Bobbin looks to you."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.avatars import NotAPicture, TooLarge, square_webp
from accounts.forms.fields import TimeZone
from accounts.models import User
from accounts.models.user import Theme


class ProfileForm(forms.ModelForm[User]):
    time_zone = TimeZone(label=_("Time zone"))
    locale = forms.ChoiceField(label=_("Language"))
    theme = forms.ChoiceField(label=_("Appearance"), choices=Theme.choices, widget=forms.RadioSelect)
    picture = forms.FileField(
        label=_("Choose a picture…"),
        required=False,
        widget=forms.FileInput(
            attrs={"accept": "image/png,image/jpeg,image/webp,image/gif", "class": "u-hidden"}
        ),
    )

    class Meta:
        model = User
        fields = (
            "name",
            "said_like",
            "handle",
            "pronouns",
            "title",
            "city",
            "ask_about",
            "way_of_working",
            "time_zone",
            "locale",
            "theme",
            "shortcuts",
        )
        help_texts = {
            "name": _("As colleagues say it"),
            "said_like": _("Optional, for people who haven’t met you"),
            "handle": _("Colleagues write it after an @ to name you"),
            "shortcuts": _("Keys such as c for a new thread, outside text fields"),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "handle": forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
            "title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "way_of_working": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "handle": {"unique": _("Somebody else has this handle.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each in its own words, for whoever ended up in the wrong one.
        languages = [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]
        self.fields["locale"].choices = languages  # type: ignore[attr-defined]

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"]
        if User.objects.exclude(pk=self.instance.pk).filter(handle=handle).exists():
            raise ValidationError(_("Somebody else has this handle."))
        return handle

    def clean_picture(self) -> bytes | None:
        """The picture made anew, ready to be kept."""
        upload = self.cleaned_data["picture"]
        if not isinstance(upload, UploadedFile) or upload.size is None:
            return None
        try:
            return square_webp(upload, upload.size)  # type: ignore[arg-type]
        except TooLarge:
            raise ValidationError(_("The picture is too large. Up to 5 MB and 25 megapixels work.")) from None
        except NotAPicture:
            raise ValidationError(
                _("This is not a picture we can read. PNG, JPEG, WebP and GIF work.")
            ) from None
