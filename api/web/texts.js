// What the page says, in Chinese or English. The sentences are the program's own catalogue
// (api/text/data); here they are only looked up.

const kLanguageStore = "anxin.language";
let texts = {};
let spoken = "zh";

/** "zh" or "en". */
export function language() {
  return spoken;
}

/** The language chosen before; Chinese first. */
export function chosenLanguage() {
  return localStorage.getItem(kLanguageStore) === "en" ? "en" : "zh";
}

/** From now on the page speaks this language. */
export async function speak(wanted) {
  const response = await fetch(`/web/texts/${wanted}.json`);
  texts = await response.json();
  spoken = wanted;
  localStorage.setItem(kLanguageStore, wanted);
  document.documentElement.lang = wanted === "zh" ? "zh-CN" : "en";
}

/** The sentence of the key, its holes filled. */
export function t(key, details = {}) {
  const sentence = texts[key] ?? key;
  return sentence.replace(/\{([a-z_]+)\}/g, (hole, name) => String(details[name] ?? hole));
}

/** A word of the service as people say it: word("state.", "approved"). */
export function word(prefix, value) {
  return texts[prefix + value] ?? value;
}
