"""What a log shows, without what belongs to the moment or to the window it was loaded in."""

from __future__ import annotations

from playwright.sync_api import Page

READ = """() => {
    const passing = ["tabindex", "data-unread", "data-first", "data-last", "data-seq"];
    const isKept = (element, name) =>
        !passing.includes(name) || (name === "data-seq" && element.matches(".msg"));
    const collapsed = (text) => text.replace(/\\s+/g, " ");
    const isLayout = (text) => /^\\s*\\n\\s*$/.test(text);
    const attributes = (element) => [...element.attributes]
        .filter(({ name }) => isKept(element, name))
        .map(({ name, value }) => `${name}=${value}`)
        .sort().join(" ");
    const written = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return isLayout(node.data) ? "" : collapsed(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE || node.matches("#new")) return "";
        const inside = collapsed([...node.childNodes].map(written).join("")).trim();
        return `<${node.localName} ${attributes(node)}>${inside}</>`;
    };
    const parts = ["#thread-head", "#log .log__page"].map((part) => document.querySelector(part));
    return parts.map((part) => written(part).replaceAll("</><", "</>\\n<"));
}"""


def log_of(page: Page) -> str:
    """Head and log, one element a line; equal for two pages of one viewer that show the same."""
    return "\n".join(page.evaluate(READ))
