// What another rule would have done: the scenarios that ship, played by the service.
import { ask, fetchFile, fetchText, me, Problem } from "/web/api.js";
import { actionButton, announce, fill, h, saveFile } from "/web/dom.js";
import { t } from "/web/texts.js";

const kLook = 1_000; // milliseconds between two looks at what is under way
const kLookAgain = 3_000; // where the service was too busy or out of reach

export async function simulationsPage() {
  const { data } = await ask("/v1/scenarios");
  const runs = h("ul", { class: "files runs" });
  const refusal = h("div", { class: "refusal", role: "alert" });
  for (const run of kept()) showRun(runs, run);
  return [
    h("div", { class: "page-head" }, h("div", {}, h("h1", { tabindex: "-1" }, t("web.simulations.title")),
      h("p", { class: "lead" }, t("web.simulations.lead")))),
    h("section", {}, h("h2", {}, t("web.simulations.scenarios")), refusal,
      h("ul", { class: "files" }, data.scenarios.map((one) => scenarioItem(one, runs, refusal)))),
    h("section", {}, h("h2", {}, t("web.simulations.runs")), runs,
      h("p", { class: "empty" }, t("web.simulations.no-runs"))),
    h("p", { class: "hint" }, t("web.simulations.more"), " ", h("a", { href: "/docs#start-simulation" }, "/docs")),
  ];
}

function scenarioItem(scenario, runs, refusal) {
  const play = actionButton(t("web.simulations.play"), () => start(scenario, runs, refusal),
    { aria: { label: t("web.simulations.play-which", { title: scenario.title }) } });
  return h("li", {}, h("span", { class: "file-name" }, scenario.title, h("small", {}, scenario.scenario)), play);
}

async function start(scenario, runs, refusal) {
  fill(refusal);
  try {
    const text = await fetchText(`/v1/scenarios/${encodeURIComponent(scenario.scenario)}`);
    const { data } = await ask("/v1/simulations?report=true", { body: text, type: "application/toml" });
    const run = { operation: data.operation, title: scenario.title };
    if (kept().some((one) => one.operation === run.operation)) return; // the same is asked once
    keep([run, ...kept()]);
    showRun(runs, run, "first");
  } catch (problem) {
    fill(refusal, h("p", {}, sentenceOf(problem)));
  }
}

// ---- one run ------------------------------------------------------------------------------------

function showRun(runs, run, place = "last") {
  const shown = shownOf(run);
  if (place === "first") runs.prepend(shown.item);
  else runs.append(shown.item);
  watch(run, shown);
}

// Made once, so that focus stays where it is; who listens hears of the state alone.
function shownOf(run) {
  const path = `/v1/operations/${encodeURIComponent(run.operation)}`;
  const state = h("span", { role: "status" });
  const bar = h("progress", { max: "100", value: "0", aria: { label: t("web.simulations.progress") } });
  const left = h("span");
  const underWay = h("span", { class: "standing" }, bar, left, actionButton(t("web.simulations.cancel"), () => cancel(path), { class: "quiet" }));
  const item = h("li", { data: { operation: run.operation } }, h("span", { class: "file-name" }, run.title),
    h("span", { class: "standing" }, state, underWay));
  return { path, item, state, bar, left, underWay };
}

// Looks until it is over, or the page shows something else.
async function watch(run, shown) {
  do {
    let pause = kLook;
    try {
      const { data } = await ask(shown.path);
      if (data.state !== "queued" && data.state !== "running") return end(shown, data, run);
      showProgress(shown, data);
    } catch (problem) {
      say(shown.state, sentenceOf(problem));
      if (problem.code === "operation.unknown") forget(run);
      if (!passes(problem)) return shown.underWay.remove();
      pause = kLookAgain;
    }
    await new Promise((resolve) => { setTimeout(resolve, pause); });
  } while (shown.item.isConnected);
  return undefined;
}

// What time mends.
function passes(problem) {
  return !(problem instanceof Problem) || problem.status === 429 || problem.status === 503;
}

function showProgress({ state, bar, left }, data) {
  const queued = data.state === "queued";
  say(state, queued ? t("web.simulations.queued") : t("web.simulations.running"));
  bar.value = data.percent;
  const seconds = data.seconds_left === null ? "" : t("web.simulations.left", { seconds: data.seconds_left });
  left.textContent = queued ? "" : `${data.percent} % ${seconds}`;
}

function end({ path, state, underWay }, data, run) {
  const held = underWay.contains(document.activeElement);
  if (data.state === "done") {
    const report = actionButton(t("web.simulations.report"), () => save(path, run.operation), { class: "primary" });
    underWay.replaceWith(report);
    if (held) report.focus();
  } else {
    underWay.remove();
  }
  say(state, endOf(data));
}

function endOf(data) {
  if (data.state === "done") return t("web.simulations.done");
  return data.state === "cancelled" ? t("web.simulations.cancelled") : data.detail;
}

// The same once more would be read out once more.
function say(element, sentence) {
  if (element.textContent !== sentence) element.textContent = sentence;
}

async function save(path, operation) {
  try {
    const { bytes } = await fetchFile(`${path}/report`);
    saveFile(bytes, `anxin-${operation}.html`, "text/html");
  } catch (problem) {
    announce(sentenceOf(problem));
  }
}

async function cancel(path) {
  try {
    await ask(`${path}/cancel`, { method: "POST" });
  } catch (problem) {
    announce(sentenceOf(problem));
  }
}

function sentenceOf(problem) {
  return problem instanceof Problem ? problem.message : t("web.unreachable");
}

// ---- what this tab has started ------------------------------------------------------------------

function storeName() {
  return `anxin.runs.${me().actor}`;
}

function kept() {
  return JSON.parse(sessionStorage.getItem(storeName()) ?? "[]");
}

function keep(runs) {
  sessionStorage.setItem(storeName(), JSON.stringify(runs));
}

function forget(run) {
  keep(kept().filter((one) => one.operation !== run.operation));
}
