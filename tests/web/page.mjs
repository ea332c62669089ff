// Walks the page as people do: by clicks and by keyboard alone, in both languages, wide and narrow.
// Usage: page.mjs PROGRAM SOURCE [FOLDER for pictures]
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, checkLooks, equal, finish, fixture, setClock, startBrowser, startService, watchedPage } from "./harness.mjs";

const [program, source, pictures] = process.argv.slice(2);
if (pictures) mkdirSync(pictures, { recursive: true });
const kBatch = "QH01-202610-01";
const kWide = { width: 1280, height: 860 };
const kNarrow = { width: 360, height: 780 };

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

async function heading(page, text) {
  await page.locator("h1", { hasText: text }).waitFor();
}

async function signIn(page, service, login) {
  await page.fill("#key", service.keys[login]);
  await page.keyboard.press("Enter");
  await page.locator("#sign-out").waitFor();
}

/** Presses Tab until what matches has the focus. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  check(false, `${selector} is reached by Tab`);
}

// ---- without a browser --------------------------------------------------------------------------

async function checkFiles({ base }) {
  const page = await fetch(`${base}/`);
  equal(page.headers.get("content-security-policy"),
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "the page takes nothing from elsewhere");
  equal(page.headers.get("cache-control"), "no-cache", "the page is asked for each time");
  equal(page.headers.get("content-type"), "text/html; charset=utf-8", "the page says what it is");
  for (const name of readdirSync(join(source, "api/web")).filter((one) => /\.(js|css|svg)$/.test(one))) {
    const answer = await fetch(`${base}/web/${name}`);
    equal(await answer.text(), readFileSync(join(source, "api/web", name), "utf8"), `${name} is embedded as it is`);
    const again = await fetch(`${base}/web/${name}`, { headers: { "if-none-match": answer.headers.get("etag") } });
    equal(again.status, 304, `${name} is not sent twice`);
  }
  equal((await fetch(`${base}/web/nothing.js`)).status, 404, "there are no other files");
}

async function checkTexts({ base }) {
  const texts = await Promise.all(["zh", "en"].map(async (one) => (await fetch(`${base}/web/texts/${one}.json`)).json()));
  const said = new Set();
  for (const name of readdirSync(join(source, "api/web")).filter((one) => one.endsWith(".js"))) {
    const script = readFileSync(join(source, "api/web", name), "utf8");
    for (const [, key] of script.matchAll(/\bt\("([a-z.-]+)"/g)) said.add(key);
  }
  const whole = Object.keys(texts[0]).filter((key) => key.startsWith("web.") && !/^web\.(docs|field|side|batch-kind)\./.test(key));
  for (const key of said) check(texts.every((one) => one[key]), `${key} has its sentence in both languages`);
  for (const key of whole) check(said.has(key), `${key} is said somewhere`);
}

// ---- the clerk, by keyboard alone ---------------------------------------------------------------

async function clerkSignsInByKeyboard(page, service) {
  await page.goto(service.base);
  await heading(page, "登录安薪");
  await picture(page, "zh-sign-in");
  await checkLooks(page, "signing in");
  await tabTo(page, "#key");
  await page.keyboard.type("axk_0000");
  await page.keyboard.press("Enter");
  await page.locator("#key-error", { hasText: "请用有效的密钥登录" }).waitFor();
  await page.fill("#key", "");
  await page.keyboard.type(service.keys["li.clerk"]);
  await page.keyboard.press("Enter");
  await heading(page, "今日总览");
  equal(await page.evaluate(() => JSON.stringify(localStorage).includes("axk_")), false, "the key is not kept for ever");
}

async function clerkReadsTheOverview(page) {
  await page.locator(".tile", { hasText: "专户余额" }).locator(".figure", { hasText: "2,100,000.00" }).waitFor();
  const tiles = await page.locator(".tile").allInnerTexts();
  check(tiles.every((one) => one.includes("元")), "every figure says its unit");
  check((await page.locator(".as-of").first().innerText()).includes("截至 2026-11-10 10:10"), "and its moment, of the book's clock");
  equal(await page.locator(".records tbody tr").count(), 1, "a contractor's clerk sees its own contract alone");
  await tabTo(page, ".records thead th:nth-child(3) .sort");
  await page.keyboard.press("Enter");
  equal(await page.locator(".records thead th:nth-child(3)").getAttribute("aria-sort"), "descending", "a table is sorted by keyboard");
  await picture(page, "zh-overview");
  await checkLooks(page, "the overview");
  await page.click("#language");
  await heading(page, "Today");
  equal(await page.evaluate(() => document.documentElement.lang), "en", "the page says its language");
  await page.click("#language");
  await heading(page, "今日总览");
}

async function clerkGoesToTheProjectByKeyboard(page) {
  await tabTo(page, ".records tbody a");
  await page.keyboard.press("Enter");
  await heading(page, "青禾县人民医院新院区");
  equal(await page.evaluate(() => document.activeElement.tagName), "H1", "a new page begins at its heading");
  await page.locator("td, th", { hasText: "工资专户" }).first().waitFor();
  await picture(page, "zh-project");
  await checkLooks(page, "a project");
  await tabTo(page, "a.primary");
  await page.keyboard.press("Enter");
  await heading(page, "检查工资表");
  equal(await page.inputValue("#month"), "2026-10", "the month before is proposed");
}

/** Drops a file on the page as a mouse does. */
async function drop(page, file) {
  const transfer = await page.evaluateHandle(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: "text/csv" }));
    return data;
  }, { name: file.name, text: file.buffer.toString("utf8") });
  await page.dispatchEvent(".drop", "drop", { dataTransfer: transfer });
}

async function clerkDropsABadTable(page) {
  await drop(page, fixture(source, "wages-2026-10-QH01-refused.csv"));
  await page.locator(".verdict.bad").waitFor();
  for (const [cell, words] of [["G5", "小数多于两位"], ["K7", "末尾的数字已经丢失"], ["C9", "校验位不符"], ["J11", "不等于应发减扣款"], ["J16", "合计 86499.42"]]) {
    const found = page.locator(`td[data-cell="${cell}"]`);
    equal(await found.getAttribute("class").then((names) => names.split(" ")[0]), "refuse", `${cell} is marked`);
    const described = await found.getAttribute("aria-describedby");
    check((await page.locator(`#${described.split(" ")[0]}`).innerText()).includes(words), `${cell} is told what is wrong`);
  }
  equal(await page.locator('td[data-cell="G5"]').innerText(), "5230.755", "a cell shows what the file says");
  equal((await page.locator(".sheet").innerText()).includes("999999200309289434"), false, "identity numbers are masked");
  check((await page.locator("main [role=status]").innerText()).includes("不能提交"), "who listens is told");
  equal(await page.locator("form.submit").count(), 0, "a table with faults cannot be submitted");
  await page.locator(".finding", { hasText: "K7" }).focus();
  await page.keyboard.press("Enter");
  equal(await page.evaluate(() => document.activeElement.dataset.cell), "K7", "the list leads to the cell");
  await picture(page, "zh-bad-table");
  await checkLooks(page, "a bad table");
}

async function clerkChoosesAGoodTableByKeyboard(page) {
  await page.evaluate(() => document.getElementById("month").focus());
  await tabTo(page, "#file");
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(fixture(source, "wages-2026-10-QH01.csv"));
  await page.locator(".verdict.good").waitFor();
  await picture(page, "zh-good-table");
  await checkLooks(page, "a good table");
}

// The answer is lost on its way: asking again books nothing twice.
async function clerkSubmitsThoughTheAnswerIsLost(page, service) {
  const keys = [];
  let lost = false;
  await page.route("**/payrolls?*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (lost) return route.continue();
    lost = true;
    await route.fetch();
    return route.abort();
  });
  await tabTo(page, "form.submit button");
  await page.keyboard.press("Enter");
  await page.locator(".refusal", { hasText: "重复不会办两次" }).waitFor();
  await page.keyboard.press("Enter");
  await heading(page, "2026年10月工资");
  equal(new Set(keys).size, 1, "a retry keeps its key");
  equal(keys.length, 2, "and is one");
  const list = await fetch(`${service.base}/v1/projects/QH01/payrolls`, { headers: { authorization: `Bearer ${service.keys["li.clerk"]}` } });
  equal((await list.json()).batches.length, 1, "one payroll is there");
}

async function clerkConfirmsByKeyboard(page) {
  await tabTo(page, ".actions .primary");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  await picture(page, "zh-question");
  await page.keyboard.press("Enter");
  await page.locator(".page-head .state", { hasText: "已确认" }).waitFor();
  equal(await page.locator(".actions .primary").count(), 0, "a clerk is not asked to approve");
}

// ---- two persons --------------------------------------------------------------------------------

async function approve(page) {
  await page.locator(".actions .primary", { hasText: "Approve" }).click();
  await page.locator("dialog[open] .primary").click();
}

async function theSamePersonMayNotApprove(page, service) {
  await page.click("#sign-out");
  equal(await page.evaluate(() => sessionStorage.length), 0, "signed out, the key is gone");
  await page.click("#language");
  await signIn(page, service, "li.second");
  await page.goto(`${service.base}/#/payrolls/${kBatch}`);
  await heading(page, "Wages of October 2026");
  await approve(page);
  await page.locator(".refusal", { hasText: "another person" }).waitFor();
  await picture(page, "en-four-eyes");
  await checkLooks(page, "a refusal");
}

async function theSecondPersonApprovesAndInstructs(page, service) {
  await page.click("#sign-out");
  await signIn(page, service, "zhang.manager");
  await page.goto(`${service.base}/#/payrolls/${kBatch}`);
  await heading(page, "Wages of October 2026");
  await approve(page);
  await page.locator(".page-head .state", { hasText: /approved/i }).waitFor();
  await page.locator(".actions .primary", { hasText: "files" }).click();
  await page.locator("dialog[open] .primary").click();
  await page.locator(".page-head .state", { hasText: /instructed/i }).waitFor();
  const download = page.waitForEvent("download");
  await page.locator(".files button").first().click();
  equal((await (await download).suggestedFilename()).startsWith(`${kBatch}-F1.`), true, "under its own name");
  await picture(page, "en-payroll");
  await checkLooks(page, "a payroll");
}

// ---- a regulator, narrow, dark and on paper ------------------------------------------------------

async function regulatorLooks(page, service, name) {
  await page.goto(service.base);
  if (name.startsWith("en")) await page.click("#language");
  await signIn(page, service, "zhao.regulator");
  await page.locator(".records").first().waitFor();
  equal(await page.locator(".records tbody tr").count(), 2, "a regulator sees every contract");
  await picture(page, `${name}-overview`);
  await checkLooks(page, `${name}: the overview`);
  await page.goto(`${service.base}/#/projects/QH01`);
  await page.locator("details summary").waitFor();
  equal(await page.locator("a.primary").count(), 0, "who prepares no payrolls is offered none");
  await picture(page, `${name}-project`);
  await checkLooks(page, `${name}: a project`);
  await page.goto(`${service.base}/#/payrolls/${kBatch}`);
  await page.locator(".path").waitFor();
  await picture(page, `${name}-payroll`);
  await checkLooks(page, `${name}: a payroll`);
  await page.goto(`${service.base}/#/payrolls/QH09-202610-01`);
  await page.locator(".refusal").waitFor();
}

async function narrowClerkChecks(page, service) {
  await page.goto(service.base);
  await signIn(page, service, "li.clerk");
  await page.goto(`${service.base}/#/projects/QH01/check`);
  await page.setInputFiles("#file", fixture(source, "wages-2026-10-QH01-refused.csv"));
  await page.locator(".verdict.bad").waitFor();
  await picture(page, "zh-narrow-bad-table");
  await checkLooks(page, "narrow: a bad table");
}

// ---- who sees no contract -----------------------------------------------------------------------

async function policyPlaysAScenarioByKeyboard(page, service) {
  await page.goto(service.base);
  await signIn(page, service, "he.policy");
  await heading(page, "政策推演");
  await tabTo(page, ".files li:last-child button");
  await page.keyboard.press("Enter");
  await page.locator(".runs li").waitFor();
  await page.locator(".runs progress, .runs .primary").first().waitFor();
  await picture(page, "zh-simulations-under-way");
  await checkLooks(page, "a simulation under way");
  await page.click("#language");
  await heading(page, "What another rule would have done");
  equal(await page.locator(".runs li").count(), 1, "what was started is still shown");
  const report = page.locator(".runs .primary", { hasText: "report" });
  await report.waitFor({ timeout: 240_000 });
  const download = page.waitForEvent("download");
  await report.click();
  equal((await (await download).suggestedFilename()).endsWith(".html"), true, "the report is a page of its own");
  await picture(page, "en-simulations");
  await checkLooks(page, "a simulation done");
  await page.click("#language");
}

async function policyCancelsARun(page) {
  let refusals = 0;
  await page.route("**/v1/operations/*", (route) => {
    refusals += 1;
    return refusals === 1 ? route.fulfill({ status: 429, json: { code: "request.too-many", detail: "busy" } }) : route.continue();
  });
  await page.locator(".files li:first-child button").first().click();
  const state = page.locator(".runs li:first-child [role=status]");
  await state.filter({ hasText: "busy" }).waitFor();
  await state.filter({ hasText: /排队中|正在推演/ }).waitFor();
  const button = page.locator(".runs li:first-child button", { hasText: "取消推演" });
  await button.focus();
  await page.waitForTimeout(2_500); // two looks
  equal(await button.evaluate((element) => element === document.activeElement), true, "focus stays through every look");
  await button.click();
  await page.locator(".runs li:first-child", { hasText: "已取消" }).waitFor();
}

async function administratorMakesAndRevokesAKey(page, service) {
  await page.goto(service.base);
  await signIn(page, service, "jia.admin");
  await heading(page, "密钥和服务");
  await page.locator(".tile", { hasText: "可以办理业务" }).waitFor();
  await picture(page, "zh-keys");
  await checkLooks(page, "the keys");
  await tabTo(page, "#login");
  await page.keyboard.type("wang.nobody");
  await page.keyboard.press("Enter");
  await page.locator(".submit .refusal", { hasText: "没有登录 wang.nobody" }).waitFor();
  await page.fill("#login", "fan.viewer");
  await page.focus("#login");
  await page.keyboard.press("Enter");
  await page.locator(".secret", { hasText: "axk_" }).waitFor();
  await picture(page, "zh-key-made");
  await checkLooks(page, "a key that was made");
  await page.locator("[role=status] button", { hasText: "已经抄下" }).click();
  const row = page.locator(".records tbody tr", { hasText: "fan.viewer" });
  await row.locator("button").click();
  await page.locator("dialog[open] .primary").click();
  await row.locator("button").waitFor({ state: "detached" });
  equal(await page.locator(".secret").count(), 0, "the secret is gone");
}

async function administratorIsToldThatASecretWasLost(page) {
  let lose = true;
  await page.route("**/v1/keys", async (route) => {
    if (route.request().method() !== "POST" || !lose) return route.continue();
    lose = false;
    await route.fetch();
    return route.abort();
  });
  await page.fill("#login", "fan.viewer");
  await page.focus("#login");
  await page.keyboard.press("Enter");
  await page.locator(".submit .refusal", { hasText: "重复不会办两次" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".submit [role=status]", { hasText: "请撤销它，再发放一个" }).waitFor();
  equal(await page.locator(".secret").count(), 0, "nothing is shown for a secret that is lost");
  await page.locator(".submit [role=status] button", { hasText: "撤销" }).click();
  await page.locator("dialog[open] .primary").click();
  await page.locator(".submit [role=status] button").waitFor({ state: "detached" });
}

async function workersMachineIsToldWhatItIsFor(page, service) {
  await page.goto(service.base);
  await signIn(page, service, "kiosk.worker");
  await heading(page, "工人自助查询");
}

// ---- the walk -----------------------------------------------------------------------------------

const service = await startService(program, source, ["li.clerk", "li.second", "zhang.manager", "zhao.regulator", "he.policy", "jia.admin", "kiosk.worker"]);
const browser = await startBrowser();
try {
  await setClock(service, "2026-11-10T10:10:00+08:00");
  await checkFiles(service);
  await checkTexts(service);
  const page = await watchedPage(browser, service.base, { viewport: kWide });
  page.setDefaultTimeout(15_000);
  await clerkSignsInByKeyboard(page, service);
  await clerkReadsTheOverview(page);
  await clerkGoesToTheProjectByKeyboard(page);
  await clerkDropsABadTable(page);
  await clerkChoosesAGoodTableByKeyboard(page);
  await clerkSubmitsThoughTheAnswerIsLost(page, service);
  await clerkConfirmsByKeyboard(page);
  await theSamePersonMayNotApprove(page, service);
  await theSecondPersonApprovesAndInstructs(page, service);
  const looks = [["en-narrow", { viewport: kNarrow }], ["zh-dark", { viewport: kWide, colorScheme: "dark" }]];
  for (const [name, options] of looks) await regulatorLooks(await watchedPage(browser, service.base, options), service, name);
  const policy = await watchedPage(browser, service.base, { viewport: kWide });
  await policyPlaysAScenarioByKeyboard(policy, service);
  await policyCancelsARun(policy);
  const administrator = await watchedPage(browser, service.base, { viewport: kNarrow });
  await administratorMakesAndRevokesAKey(administrator, service);
  await administratorIsToldThatASecretWasLost(administrator);
  await workersMachineIsToldWhatItIsFor(await watchedPage(browser, service.base, { viewport: kWide }), service);
  await narrowClerkChecks(await watchedPage(browser, service.base, { viewport: kNarrow }), service);
} catch (error) {
  check(false, `the walk comes to its end: ${error.message}`);
} finally {
  await browser.close();
  service.stop();
}
finish("the page was walked by clicks and keys, in both languages, wide and narrow");
