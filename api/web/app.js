// The page: which part of it is shown, who is signed in, which language it speaks.
import { me, onSessionEnd, Problem, resume, signOut } from "/web/api.js";
import { checkPage } from "/web/check_page.js";
import { fill, h } from "/web/dom.js";
import { keysPage } from "/web/keys_page.js";
import { overviewPage } from "/web/overview_page.js";
import { payrollPage } from "/web/payroll_page.js";
import { projectPage } from "/web/project_page.js";
import { signInPage } from "/web/sign_in_page.js";
import { simulationsPage } from "/web/simulations_page.js";
import { chosenLanguage, language, speak, t, word } from "/web/texts.js";

const main = document.getElementById("main");
const state = { shown: 0, reason: null };

const kPages = [
  { at: /^#\/projects\/([^/]+)\/check$/, make: (project) => checkPage(project, { go }) },
  { at: /^#\/projects\/([^/]+)$/, make: (project) => projectPage(project) },
  { at: /^#\/payrolls\/([^/]+)$/, make: (batch) => payrollPage(batch, { reload: () => show("stay") }) },
  { at: /^#\/simulations$/, make: () => simulationsPage() },
  { at: /^$|^#\/?$/, make: () => homeOf(me().role) },
];

// Who sees no contract begins with what is their own.
function homeOf(role) {
  if (role === "policy") return simulationsPage();
  if (role === "admin") return keysPage({ reload: () => show("stay") });
  return role === "worker" ? workerPage() : overviewPage();
}

// The one login of a machine that workers use: it opens a worker's own wages by code and card.
function workerPage() {
  return [h("h1", { tabindex: "-1" }, t("web.worker.title")), h("p", { class: "lead" }, t("web.worker.lead")),
    h("p", {}, h("a", { href: "/docs#open-worker-view" }, "/docs"))];
}

function go(hash) {
  if (location.hash === hash) show();
  else location.hash = hash;
}

/** Shows the page of the address. "stay" keeps the focus near what was pressed. */
async function show(focus = "heading") {
  state.shown += 1;
  const turn = state.shown;
  drawBar();
  if (!me()) return settle([signInPage({ reason: state.reason, onDone: () => show() })], focus);
  state.reason = null;
  main.setAttribute("aria-busy", "true");
  const content = await pageContent();
  if (turn === state.shown && me()) settle(content, focus);
}

async function pageContent() {
  for (const { at, make } of kPages) {
    const match = at.exec(location.hash);
    if (!match) continue;
    try {
      return await make(...match.slice(1).map(decodeURIComponent));
    } catch (problem) {
      return refusalPage(problem);
    }
  }
  return [h("h1", { tabindex: "-1" }, t("web.nowhere")), h("p", {}, h("a", { href: "#/" }, t("web.home")))];
}

function refusalPage(problem) {
  if (!(problem instanceof Problem)) console.error(problem);
  const sentence = problem instanceof Problem ? problem.message : t("web.unreachable");
  return [
    h("h1", { tabindex: "-1" }, t("web.refused")), h("div", { class: "refusal", role: "alert" }, h("p", {}, sentence),
      problem.requestId && h("p", { class: "hint" }, problem.requestId)),
    h("p", { class: "buttons" }, h("button", { type: "button", class: "primary", on: { click: () => show() } }, t("web.again")),
      h("a", { class: "button", href: "#/" }, t("web.home"))),
  ];
}

function settle(content, focus) {
  main.removeAttribute("aria-busy");
  fill(main, content);
  const heading = main.querySelector("h1");
  document.title = `${heading?.textContent ?? ""} · ${t("web.brand")}`;
  if (focus === "heading") {
    window.scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
  }
}

// ---- the bar ------------------------------------------------------------------------------------

function drawBar() {
  fill(document.getElementById("skip"), t("web.nav.skip"));
  fill(document.getElementById("bar"),
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/web/icon.svg", alt: "", width: "28", height: "28" }), t("web.brand")),
    h("div", { class: "bar-right" }, me() && h("span", { class: "who" }, h("b", {}, me().name), h("small", {}, word("role.", me().role))),
      languageSwitch(), me() && h("button", { type: "button", class: "quiet", id: "sign-out", on: { click: leave } }, t("web.sign-out"))));
}

function languageSwitch() {
  const other = language() === "zh" ? "en" : "zh";
  const label = other === "en" ? "English" : "中文";
  return h("button", { type: "button", class: "quiet", id: "language", lang: other === "en" ? "en" : "zh-CN", on: { click: () => switchTo(other) } }, label);
}

async function switchTo(wanted) {
  await speak(wanted);
  await show("stay");
  document.getElementById("language").focus();
}

function leave() {
  signOut();
  state.reason = null;
  if (location.hash) history.replaceState(null, "", "/");
  show();
}

// ---- begin --------------------------------------------------------------------------------------

window.addEventListener("hashchange", () => show());
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
onSessionEnd(() => {
  state.reason = t("web.session-ended");
  show();
});
await speak(chosenLanguage());
await resume();
await show();
