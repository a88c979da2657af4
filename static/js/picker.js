// The emoji picker, fetched when somebody first asks for it (the names alone are 70 kB).

const WORDS = {
  de: () => import("../vendor/emoji-picker-element/i18n/de.js"),
  en: () => import("../vendor/emoji-picker-element/i18n/en.js"),
};

/**
 * A new <emoji-picker>, in the page's language. It dispatches "emoji-click" with detail.unicode,
 * or detail.name for one of `customEmoji` ([{ name, shortcodes, url, category? }]).
 */
export async function makePicker(customEmoji = []) {
  const [language] = document.documentElement.lang.split("-");
  const locale = language in WORDS ? language : "en";
  const [{ default: Picker }, { default: i18n }] = await Promise.all([
    import("../vendor/emoji-picker-element/picker.js"),
    WORDS[locale](),
  ]);
  const dataSource = new URL(`../vendor/emoji-data/${locale}.json`, import.meta.url).href;
  return new Picker({ locale, dataSource, i18n, customEmoji });
}
