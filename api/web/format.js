// Money, days and moments as people read them. Money is a whole number of fen: BigInt, never a
// floating point number.
import { language, t } from "/web/texts.js";

const kMoney = /^(-?)(\d+)\.(\d{2})$/;

/** Fen of an amount as the service writes it: {"amount":"12.50","currency":"CNY"}. */
export function fen(value) {
  const match = kMoney.exec(value?.amount ?? "");
  if (!match) return 0n;
  const whole = BigInt(match[2]) * 100n + BigInt(match[3]);
  return match[1] ? -whole : whole;
}

/** 1,947,166.68 */
export function yuan(minor) {
  const size = minor < 0n ? -minor : minor;
  const whole = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = String(size % 100n).padStart(2, "0");
  return `${minor < 0n ? "−" : ""}${whole}.${rest}`;
}

export function sumOf(rows, amountOf) {
  return rows.reduce((sum, row) => sum + fen(amountOf(row)), 0n);
}

/** 1,234 */
export function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The moment in Shanghai, to the minute. */
export function moment(instant) {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit",
  });
  return parts.format(new Date(instant));
}

/** "As of 2026-11-10 10:10, Beijing time" */
export function asOf(instant) {
  return t("web.as-of", { when: moment(instant) });
}

/** 2026年10月, or October 2026. */
export function monthName(month) {
  const day = new Date(`${month}-01T00:00:00Z`);
  const locale = language() === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(day);
}

/** The month before the one of the moment, in Shanghai: "2026-10". */
export function monthBefore(instant) {
  const [year, month] = moment(instant).split("-").map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}
