// Signing in with a key.
import { Problem, signIn } from "/web/api.js";
import { fill, h, whileBusy } from "/web/dom.js";
import { t } from "/web/texts.js";

/** `reason`: a sentence why the person is here again, or nothing; `onDone` is called once in. */
export function signInPage({ reason, onDone }) {
  const input = h("input", {
    id: "key", type: "password", autocomplete: "off", spellcheck: "false", required: true,
    aria: { describedby: "key-hint key-error" },
  });
  const error = h("p", { id: "key-error", class: "error-line", role: "alert" }, reason ?? "");
  const button = h("button", { type: "submit", class: "primary" }, t("web.sign-in.button"));
  const form = h("form", {}, h("label", { for: "key" }, t("web.sign-in.key")), input,
    h("p", { id: "key-hint", class: "hint" }, t("web.sign-in.hint")), error, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, () => tryKey(input, error, onDone));
  });
  return h("section", { class: "sign-in" },
    h("img", { src: "/web/icon.svg", alt: "", width: "48", height: "48" }),
    h("h1", { tabindex: "-1" }, t("web.sign-in.title")), h("p", { class: "lead" }, t("web.sign-in.lead")), form);
}

async function tryKey(input, error, onDone) {
  fill(error);
  try {
    await signIn(input.value.trim());
  } catch (problem) {
    fill(error, problem instanceof Problem ? problem.message : t("web.unreachable"));
    input.setAttribute("aria-invalid", "true");
    input.focus();
    return;
  }
  onDone();
}
