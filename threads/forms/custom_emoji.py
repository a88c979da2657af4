"""A custom emoji's name and picture."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.avatars import NotAPicture, TooLarge, square_webp


class CustomEmojiForm(forms.Form):
    """`cleaned_data["picture"]` is WEBP made anew from the upload."""

    name = forms.CharField(
        label=_("Name"),
        max_length=30,
        help_text=_("Written between colons, for example :ship-it:"),
        validators=[
            RegexValidator(
                r"^[a-z0-9_-]{2,30}\Z", _("Use 2 to 30 small letters, digits, dashes, underscores.")
            )
        ],
    )
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG, WEBP or GIF, best with a transparent ground."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).strip(":")

    def clean_picture(self) -> bytes:
        upload: UploadedFile[Any] = self.cleaned_data["picture"]
        try:
            return square_webp(upload, upload.size or 0)  # type: ignore[arg-type]
        except TooLarge:
            raise forms.ValidationError(_("This picture is too large. Try one under 5 MB.")) from None
        except NotAPicture:
            raise forms.ValidationError(_("This is no picture that Bobbin can read.")) from None
