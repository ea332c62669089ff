// What another rule would have done: the scenarios that ship, played by the service.
import { ask, fetchFile, fetchText, me, Problem } from "/web/api.js";
import { actionButton, announce, fill, h, saveFile } from "/web/dom.js";
import { t } from "/web/texts.js";

const kLook = 1_000; // milliseconds between two looks at what is under way

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
    h("section", { aria: { live: "polite" } }, h("h2", {}, t("web.simulations.runs")), runs,
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
  const item = h("li", { data: { operation: run.operation } }, h("span", { class: "file-name" }, run.title));
  const standing = h("span", { class: "standing" });
  item.append(standing);
  if (place === "first") runs.prepend(item);
  else runs.append(item);
  watch(run, standing, item);
}

// Looks until it is over, or the page shows something else.
async function watch(run, standing, item) {
  const path = `/v1/operations/${encodeURIComponent(run.operation)}`;
  for (;;) {
    let data;
    try {
      ({ data } = await ask(path));
    } catch (problem) {
      if (problem instanceof Problem) forget(run);
      return fill(standing, sentenceOf(problem));
    }
    fill(standing, standingOf(data, path, item));
    if (data.state !== "queued" && data.state !== "running") return undefined;
    await new Promise((resolve) => { setTimeout(resolve, kLook); });
    if (!item.isConnected) return undefined;
  }
}

function standingOf(data, path, item) {
  if (data.state === "done") return [t("web.simulations.done"), actionButton(t("web.simulations.report"), () => save(path, item.dataset.operation), { class: "primary" })];
  if (data.state === "failed") return data.detail;
  if (data.state === "cancelled") return t("web.simulations.cancelled");
  const left = data.seconds_left === null ? "" : t("web.simulations.left", { seconds: data.seconds_left });
  return [h("progress", { max: "100", value: String(data.percent), aria: { label: t("web.simulations.progress") } }),
    data.state === "queued" ? t("web.simulations.queued") : `${data.percent} % ${left}`,
    actionButton(t("web.simulations.cancel"), () => cancel(path), { class: "quiet" })];
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
