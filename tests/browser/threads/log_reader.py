"""What a log shows, without what belongs to the moment or to the window it was loaded in."""

from __future__ import annotations

from playwright.sync_api import Page

READ = """() => {
    const passing = ["tabindex", "data-unread", "data-first", "data-last", "data-seq"];
    const kept = (element, name) => !passing.includes(name) || (name === "data-seq" && element.matches(".msg"));
    const written = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return /^\\s*\\n\\s*$/.test(node.data) ? "" : node.data.replace(/\\s+/g, " ");
        if (node.nodeType !== Node.ELEMENT_NODE || node.matches("#new")) return "";
        const attributes = [...node.attributes].filter(({ name }) => kept(node, name)).map(({ name, value }) => `${name}=${value}`);
        const inside = [...node.childNodes].map(written).join("").replace(/ +/g, " ").trim();
        return `<${node.localName} ${attributes.sort().join(" ")}>${inside}</>`;
    };
    const parts = ["#thread-head", "#log .log__page"].map((part) => document.querySelector(part));
    return parts.map((part) => written(part).replaceAll("</><", "</>\\n<"));
}"""


def log_of(page: Page) -> str:
    """Head and log, one element a line; equal for two pages of one viewer that show the same."""
    return "\n".join(page.evaluate(READ))
