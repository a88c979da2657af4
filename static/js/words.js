// Texts for people. The source is English; another language brings its catalogue as
// `django.gettext` and `django.ngettext` (Django's JavaScriptCatalog) before the modules run.

const catalogue = globalThis.django ?? {};

export function gettext(text) {
  return catalogue.gettext?.(text) ?? text;
}

export function ngettext(one, many, count) {
  return catalogue.ngettext?.(one, many, count) ?? (count === 1 ? one : many);
}

/** `text` with each %(name)s replaced by values.name. */
export function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole));
}
