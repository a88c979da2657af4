"""Custom emoji: their list for the picker, their images, and the admins' page."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threads.actions.custom_emoji import add_emoji, remove_emoji
from threads.actions.refusals import Refused
from threads.forms.custom_emoji import CustomEmojiForm
from threads.models import CustomEmoji
from threads.requests import MemberRequest


@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    """As emoji-picker-element wants its `customEmoji`."""
    rows = CustomEmoji.objects.all()
    return JsonResponse(
        [{"name": emoji.name, "shortcodes": [emoji.name], "url": emoji.get_absolute_url()} for emoji in rows],
        safe=False,
    )


@require_safe
def image(request: MemberRequest, name: str) -> FileResponse:
    emoji = get_object_or_404(CustomEmoji, name=name)
    answer = FileResponse(emoji.image.open("rb"), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: MemberRequest) -> HttpResponse:
    """Admins alone; for everyone else there is no page here."""
    if not request.user.is_admin:
        raise Http404
    form = CustomEmojiForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            emoji = add_emoji(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("%(emoji)s can be used now.") % {"emoji": emoji})
            return redirect("manage-emoji")
    context = {"form": form, "emoji_list": CustomEmoji.objects.select_related("created_by")}
    status = 422 if form.errors else 200
    return render(request, "threads/emoji/manage.html", context, status=status)


@require_POST
def delete(request: MemberRequest, name: str) -> HttpResponse:
    if not request.user.is_admin:
        raise Http404
    emoji = get_object_or_404(CustomEmoji, name=name)
    remove_emoji(actor=request.user, emoji=emoji)
    messages.success(request, _("%(emoji)s is gone.") % {"emoji": emoji})
    return redirect("manage-emoji")
