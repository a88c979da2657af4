"""What a browser without scripts does with the forms of a page: fill in, press a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Page
else:
    from django.http import HttpResponse as Page

__all__ = ["Page", "press", "words_of"]

Fields = dict[str, str | list[str]]


def press(client: Client, response: Page, button: str, **filled: Any) -> Page:
    """The answer to pressing the button whose words begin with `button`, with every field of
    its form as the page has it unless `filled` says otherwise. None unticks or leaves out."""
    form, pressed = _find(response, button)
    fields = _fields(form) | {name: value for name, value in filled.items() if value is not None}
    for name in (name for name, value in filled.items() if value is None):
        fields.pop(name, None)
    if pressed.get("name"):
        fields[pressed.attrib["name"]] = pressed.get("value", "")
    asked = response.wsgi_request.get_full_path()
    address = urljoin(asked, pressed.get("formaction") or form.get("action") or "").partition("#")[0]
    send = client.post if form.get("method") == "post" else client.get
    return send(address or asked, fields)


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _find(response: Page, button: str) -> tuple[Element, Element]:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    seen = []
    for form in page.iter("form"):
        for pressed in form.iter("button"):
            seen.append(words_of(pressed))
            if seen[-1].startswith(button):
                return form, pressed
    raise AssertionError(f"no button {button!r} among {seen}")


def _fields(form: Element) -> Fields:
    fields: Fields = {}
    for box in form.iter("input"):
        chosen = box.get("type") not in {"checkbox", "radio"} or "checked" in box.attrib
        if chosen and box.get("name"):
            name, value = box.attrib["name"], box.get("value", "on" if box.get("type") == "checkbox" else "")
            before = fields.get(name)
            # Fields of one name are sent one after the other.
            fields[name] = (
                value if before is None else [*([before] if isinstance(before, str) else before), value]
            )
    for area in form.iter("textarea"):
        if area.get("name"):
            fields[area.attrib["name"]] = (area.text or "").removeprefix("\n")
    for select in form.iter("select"):
        options = list(select.iter("option"))
        selected = [option for option in options if "selected" in option.attrib] or options[:1]
        if selected:
            fields[select.attrib["name"]] = selected[0].get("value", words_of(selected[0]))
    return fields
