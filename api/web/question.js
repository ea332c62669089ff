// What moves or binds is said once more before it is done.
import { h } from "/web/dom.js";
import { t } from "/web/texts.js";

/** Whether the person says yes to the sentence. */
export function agreed(sentence) {
  return new Promise((resolve) => {
    const yes = h("button", { type: "submit", class: "primary", value: "yes" }, t("web.ask.yes"));
    const no = h("button", { type: "submit", class: "quiet", value: "no" }, t("web.ask.no"));
    const dialog = h("dialog", { aria: { labelledby: "question" } },
      h("form", { method: "dialog" }, h("p", { id: "question" }, sentence), h("div", { class: "buttons" }, yes, no)));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
