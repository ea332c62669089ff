// Makes elements. Text only ever becomes text: nothing here reads markup.

/**
 * An element with its properties and children. `on` holds listeners, `data` and `aria` their
 * attributes by short name; a property that is false, null or undefined is left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  const { on = {}, data = {}, aria = {}, ...attributes } = properties;
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  setAll(element, "data-", data);
  setAll(element, "aria-", aria);
  setAll(element, "", attributes);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setAll(element, prefix, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === false && prefix !== "aria-") continue;
    if (value === null || value === undefined) continue;
    element.setAttribute(prefix + name, value === true && prefix === "" ? "" : String(value));
  }
}

/** The element's children replaced by these. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Says it to everybody, those who listen too; it goes away by itself. */
export function announce(sentence) {
  const toast = h("p", { class: "toast" }, sentence);
  document.getElementById("status").append(toast);
  setTimeout(() => toast.remove(), 8000);
}

/** A button that cannot be pressed again while what it does is under way. */
export function actionButton(label, work, properties = {}) {
  const button = h("button", { type: "button", ...properties }, label);
  button.addEventListener("click", () => whileBusy(button, work));
  return button;
}

export async function whileBusy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Hands the bytes to the person as a file. */
export function saveFile(bytes, name, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
