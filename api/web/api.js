// Talks to the service. The key lives in this tab alone: closed, it is gone.
import { language } from "/web/texts.js";

const kKeyStore = "anxin.key";
const session = { me: null, whenEnded: () => {} };

/** What the service answered instead: its sentence says what to do. */
export class Problem extends Error {
  constructor(body, status) {
    super(body.detail ?? body.code ?? String(status));
    this.code = body.code ?? "";
    this.status = status;
    this.errors = body.errors ?? [];
    this.findings = body.findings ?? null;
    this.requestId = body.request_id ?? "";
  }
}

/** No answer came: whether it was done is open, and the same key asks again safely. */
export class Unreachable extends Error {}

/** Who is signed in: {"actor","name","role",…}, or null. */
export function me() {
  return session.me;
}

/** Calls back when the service no longer takes the key. */
export function onSessionEnd(callback) {
  session.whenEnded = callback;
}

/** Signs in with the key, or throws the Problem. */
export async function signIn(key) {
  sessionStorage.setItem(kKeyStore, key);
  try {
    session.me = (await ask("/v1/me")).data;
  } catch (problem) {
    signOut();
    throw problem;
  }
}

/** Signs in with the key that this tab still has; false when it has none that is good. */
export async function resume() {
  const key = sessionStorage.getItem(kKeyStore);
  if (!key) return false;
  try {
    await signIn(key);
    return true;
  } catch {
    return false;
  }
}

export function signOut() {
  session.me = null;
  sessionStorage.clear();
}

/** A key under which a change is asked for, as often as need be, and made once. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The answer as {data, asOf}: what it says, and the moment it says it of. Throws Problem, Unreachable. */
export async function ask(path, options = {}) {
  const response = await send(path, options);
  return { data: await response.json(), asOf: response.headers.get("anxin-now") };
}

/** The bytes of a file, and the name that the service gives it. */
export async function fetchFile(path) {
  const response = await send(path, {});
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "");
  return { bytes: await response.arrayBuffer(), name: named ? named[1] : "file" };
}

/** What a text route answers, as it stands. */
export async function fetchText(path) {
  return (await send(path, {})).text();
}

/** Whether the service says that it can work; its refusal is an answer here. */
export async function isReady() {
  try {
    return (await ask("/readyz")).data.ok;
  } catch (problem) {
    if (problem instanceof Problem) return false;
    throw problem;
  }
}

/** All pages of a list, one after the other. */
export async function askAll(path, member) {
  const items = [];
  let cursor = "";
  let asOf = null;
  do {
    const answer = await ask(withQuery(path, { limit: "1000", cursor }));
    items.push(...answer.data[member]);
    cursor = answer.data.next;
    asOf = answer.asOf;
  } while (cursor);
  return { items, asOf };
}

/** The path with those parameters that are not empty. */
export function withQuery(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

async function send(path, { body, key, type, method, reason }) {
  const headers = { "accept-language": language() };
  const secret = sessionStorage.getItem(kKeyStore);
  if (secret) headers.authorization = `Bearer ${secret}`;
  if (key) headers["idempotency-key"] = key;
  // Why something is out of the ordinary may name somebody: it stands in no address.
  if (reason) headers["anxin-reason"] = encodeURIComponent(reason);
  if (body !== undefined) headers["content-type"] = type ?? "application/json";
  const asked = method ?? (body !== undefined || key ? "POST" : "GET");
  let response;
  try {
    response = await fetch(path, { method: asked, headers, body });
  } catch (cause) {
    throw new Unreachable("", { cause });
  }
  if (response.ok) return response;
  throw await problemOf(response);
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  if (response.status === 401 && session.me) {
    signOut();
    session.whenEnded();
  }
  return new Problem(body, response.status);
}
