// What an administrator looks after: whether the service can work, and who has a key.
import { ask, askAll, isReady, newKey, Problem } from "/web/api.js";
import { actionButton, announce, fill, h, whileBusy } from "/web/dom.js";
import { asOf, count, moment } from "/web/format.js";
import { tile } from "/web/overview_page.js";
import { agreed } from "/web/question.js";
import { sortTable } from "/web/sort_table.js";
import { t } from "/web/texts.js";

export async function keysPage({ reload }) {
  const [ready, keys] = await Promise.all([isReady(), askAll("/v1/keys", "keys")]);
  const valid = keys.items.filter(isValid).length;
  return [
    h("div", { class: "page-head" }, h("div", {}, h("h1", { tabindex: "-1" }, t("web.keys.title")),
      h("p", { class: "lead" }, t("web.keys.lead"))), h("p", { class: "as-of" }, asOf(keys.asOf))),
    h("dl", { class: "tiles" },
      tile(t("web.keys.service"), ready ? t("web.keys.ready") : t("web.keys.not-ready"), { unit: "", tone: ready ? null : "bad" }),
      tile(t("web.keys.valid"), count(valid), { unit: t("web.unit.keys") })),
    makeForm(reload),
    h("section", {}, h("h2", {}, t("web.keys.all")), keyTable(keys, reload)),
  ];

  function isValid(key) {
    return !key.revoked_at && !(key.expires_on && key.expires_on < moment(keys.asOf).slice(0, 10));
  }
}

// ---- making one ---------------------------------------------------------------------------------

function makeForm(reload) {
  const login = h("input", { id: "login", required: true, autocomplete: "off", spellcheck: "false", placeholder: "li.clerk" });
  const projects = h("input", { id: "projects", autocomplete: "off", spellcheck: "false", placeholder: "QH01, QH02" });
  const until = h("input", { id: "expires", type: "date" });
  const refusal = h("div", { class: "refusal", role: "alert" });
  const made = h("div", { role: "status" });
  const button = h("button", { type: "submit", class: "primary" }, t("web.keys.make"));
  const request = { key: newKey(), said: "" };
  const form = h("form", { class: "submit" },
    h("label", { class: "field", for: "login" }, h("span", {}, t("web.keys.login")), login),
    h("label", { class: "field", for: "projects" }, h("span", {}, t("web.keys.projects")), projects),
    h("label", { class: "field", for: "expires" }, h("span", {}, t("web.keys.until")), until), button, refusal, made);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, () => make(requestOf(login, projects, until), request, { refusal, made, reload }));
  });
  return h("section", {}, h("h2", {}, t("web.keys.new")), form);
}

function requestOf(login, projects, until) {
  const named = projects.value.split(/[,，\s]+/).filter(Boolean);
  return {
    actor: login.value.trim(),
    ...(named.length > 0 ? { projects: named } : {}),
    ...(until.value ? { expires_on: until.value } : {}),
  };
}

// The secret is shown once: a lost answer is asked for again under the same key, but shows none.
async function make(asked, request, { refusal, made, reload }) {
  fill(refusal);
  const said = JSON.stringify(asked);
  if (request.said !== said) Object.assign(request, { key: newKey(), said });
  try {
    const { data } = await ask("/v1/keys", { body: said, key: request.key });
    request.said = "";
    fill(made, data.key ? shownOnce(data, reload) : lost(data, reload));
  } catch (problem) {
    fill(refusal, h("p", {}, sentenceOf(problem)));
  }
}

function shownOnce(key, reload) {
  return [h("p", {}, t("web.keys.made", { login: key.actor })), h("p", {}, h("code", { class: "secret" }, key.key)),
    actionButton(t("web.keys.kept"), reload, { class: "quiet" })];
}

function lost(key, reload) {
  return [h("p", {}, t("web.keys.lost", { key: key.key_id })),
    actionButton(t("web.keys.revoke-which", { key: key.key_id }), () => revoke(key, reload), { class: "quiet" })];
}

// ---- those there are ----------------------------------------------------------------------------

function keyTable({ items, asOf: when }, reload) {
  return sortTable({
    caption: t("web.keys.caption", { as_of: asOf(when) }),
    name: "anxin-keys",
    empty: t("web.keys.none"),
    rows: items,
    columns: [
      { label: t("web.col.key"), headline: true, value: (row) => row.key_id },
      { label: t("web.col.login"), value: (row) => row.actor },
      { label: t("web.col.scope"), value: (row) => [...row.projects, ...row.regions].join(", ") || t("web.keys.whole") },
      { label: t("web.col.made"), value: (row) => moment(row.created_at) },
      { label: t("web.col.until"), value: (row) => row.expires_on ?? "" },
      { label: t("web.col.revoked"), value: (row) => (row.revoked_at ? moment(row.revoked_at) : ""), show: (row) => revokedCell(row, reload) },
    ],
  });
}

function revokedCell(row, reload) {
  if (row.revoked_at) return moment(row.revoked_at);
  return actionButton(t("web.keys.revoke"), () => revoke(row, reload), {
    class: "quiet", aria: { label: t("web.keys.revoke-which", { key: row.key_id }) },
  });
}

async function revoke(row, reload) {
  if (!(await agreed(t("web.ask.revoke", { key: row.key_id, login: row.actor })))) return;
  try {
    await ask(`/v1/keys/${encodeURIComponent(row.key_id)}/revoke`, { method: "POST", key: `web-revoke-${row.key_id}` });
  } catch (problem) {
    announce(sentenceOf(problem));
    return;
  }
  announce(t("web.keys.revoked", { key: row.key_id }));
  await reload();
}

function sentenceOf(problem) {
  return problem instanceof Problem ? problem.message : t("web.unreachable-again");
}
