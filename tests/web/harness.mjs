// What the walk of the page stands on: the program with a book of its own, and a browser that
// tells of everything it should not have done.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const kChromium = process.env.ANXIN_CHROMIUM ?? "/usr/bin/chromium";
const failures = [];

/** Counts a failure and says what was expected. */
export function check(condition, sentence) {
  if (condition) return;
  failures.push(sentence);
  console.log(`FAILED: ${sentence}`);
}

export function equal(found, expected, sentence) {
  check(found === expected, `${sentence}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

/** Ends the process: 0 only when everything was right. */
export function finish(sentence) {
  console.log(failures.length > 0 ? `${failures.length} failed` : `ok: ${sentence}`);
  process.exit(failures.length > 0 ? 1 : 0);
}

// ---- the program --------------------------------------------------------------------------------

/** The county with October's labour cost on the account, a key for each of these logins, served. */
export async function startService(program, source, logins) {
  const folder = mkdtempSync(join(tmpdir(), "anxin-web-"));
  const env = { ...process.env, ANXIN_DATA: join(folder, "book"), LANG: "zh_CN.UTF-8" };
  const run = (...words) => execFileSync(program, words, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  run("init", "--region", "360799", "--simulated-clock", "--now", "2026-11-02T09:00:00+08:00");
  for (const staff of ["fixtures/county", "fixtures/service"]) {
    run("load", join(source, staff), "--actor", "zhao.regulator", "--now", "2026-11-02T09:30:00+08:00");
  }
  run("funding", "due", "--project", "QH01", "--month", "2026-10", "--actor", "li.clerk", "--now", "2026-11-05T09:00:00+08:00");
  run("funding", "receive", "--project", "QH01", "--amount", "2100000.00", "--reference", "FD-QH01-202610",
    "--actor", "li.clerk", "--now", "2026-11-06T15:00:00+08:00");
  const keys = Object.fromEntries(logins.map((login) => [login, JSON.parse(run("key", "create", "--login", login, "--json")).key]));
  const child = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--rate", "0"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const address = await listening(child);
  const stop = () => {
    child.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  return { base: `http://${address}`, keys, stop };
}

function listening(child) {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.once("line", (line) => resolve(JSON.parse(line).listening));
    child.once("exit", (code) => reject(new Error(`the service ended with ${code}`)));
  });
}

/** Sets the book's simulated clock forward. */
export async function setClock(service, when) {
  const [key] = Object.values(service.keys);
  await fetch(`${service.base}/v1/me`, { headers: { authorization: `Bearer ${key}`, "anxin-now": when } });
}

export function fixture(source, name) {
  return { name, mimeType: "text/csv", buffer: readFileSync(join(source, "fixtures/county", name)) };
}

// ---- the browser --------------------------------------------------------------------------------

export function startBrowser() {
  return chromium.launch({ executablePath: kChromium, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** A page that fails the walk on errors, foreign requests and breaches of the content policy. */
export async function watchedPage(browser, base, options) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  await context.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
  const page = await context.newPage();
  // From now on the browser hands its choosing of a file over: asked for at the key, it may be late.
  page.on("filechooser", () => {});
  page.on("pageerror", (error) => check(false, `no script fails: ${error.message}`));
  page.on("console", (message) => {
    const refusal = /status of (4\d\d|304)|net::ERR_FAILED/.test(message.text()); // told to the person
    check(message.type() !== "error" || refusal, `nothing goes wrong unseen: ${message.text()}`);
  });
  page.on("request", (request) => {
    const own = request.url().startsWith(`${base}/`) || request.url().startsWith(`blob:${base}/`);
    check(own, `no request leaves for another origin: ${request.url()}`);
    check(!request.url().includes("axk_"), "no key stands in a URL");
  });
  return page;
}

/** Whether the page fits its width, and where its text is too faint: contrast below 4.5 (WCAG 1.4.3). */
export async function checkLooks(page, name) {
  const { overflow, faint } = await page.evaluate(looks);
  equal(overflow, 0, `${name} fits its width`);
  equal(faint.join("; "), "", `${name} can be read`);
}

// Runs in the page.
function looks() {
  const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, index) => sum + c * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = channels(getComputedStyle(at).backgroundColor);
      if (color.length === 3) return color;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const said = Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (!said || element.closest(".unseen, .skip, noscript, .arrow") || !element.checkVisibility()) continue;
    const [text, ground] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    if (contrast < 4.5) faint.push(`${element.textContent.trim().slice(0, 20)} ${contrast.toFixed(2)}`);
  }
  return { overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth), faint: faint.slice(0, 5) };
}
