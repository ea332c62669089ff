#!/usr/bin/env python3
"""Recomputes the head of a book from its export, with nothing of the program itself.

usage: recompute_export.py book.ndjson      (anxin ledger export --format ndjson)

Makes the canonical bytes of docs/formats/journal.md from the words of each line and hashes them.
Prints the head; exits 1 at the first difference.
"""
import datetime
import hashlib
import json
import re
import struct
import sys

SHA256 = 1
SIDES = {"debit": 1, "credit": 2}
CLOCKS = {"system": 1, "simulated": 2}
RELATIONS = {"at_least": 1, "at_most": 2, "exactly": 3}


def number(shape, value):
    return struct.pack(">" + shape, value)


wide_counts = False  # before format 1 a count took four bytes


def count(value):
    if wide_counts:
        return number("I", value)
    raw = b""
    while value >= 0x80:
        raw += bytes([value & 0x7F | 0x80])
        value >>= 7
    return raw + bytes([value])


def of_format(line):
    """Sets how counts are written, and answers the format as a byte."""
    global wide_counts
    wide_counts = line["format"] == 0
    return number("B", line["format"])


def text(value):
    raw = value.encode("utf-8")
    return count(len(raw)) + raw


def many(items, encode):
    return count(len(items)) + b"".join(encode(item) for item in items)


def fields(pairs):
    return many(pairs, lambda pair: text(pair[0]) + text(pair[1]))


def instant(value):
    """RFC 3339 in UTC with up to nine decimals, as nanoseconds."""
    whole, fraction = re.fullmatch(r"([0-9T:-]+)(?:\.([0-9]+))?Z", value).groups()
    moment = datetime.datetime.strptime(whole, "%Y-%m-%dT%H:%M:%S")
    seconds = int((moment - datetime.datetime(1970, 1, 1)).total_seconds())
    return seconds * 10**9 + int((fraction or "0").ljust(9, "0"))


def day(value):
    return (datetime.date.fromisoformat(value) - datetime.date(1970, 1, 1)).days


def minor(value):
    return int(value.replace(".", ""))


def optional(value, encode):
    return number("B", 0) if value is None else number("B", 1) + encode(value)


class Book:
    def __init__(self):
        self.accounts = {}

    def account(self, name):
        return number("I", self.accounts[name])

    def posting(self, one):
        raw = self.account(one["debit"]) + self.account(one["credit"])
        raw += number("q", minor(one["amount"]))
        if "if" not in one:
            return raw + number("B", 0)
        (relation, amount), = [(k, v) for k, v in one["if"].items() if k != "account"]
        return (raw + number("B", RELATIONS[relation]) + self.account(one["if"]["account"]) +
                number("q", minor(amount)))

    def dated(self, event):
        return number("B", event["effective_on_given"]) + number("i", day(event["effective_on"]))

    def bound(self, event, name):
        if name not in event:
            return number("B", 0)
        if event[name] is None:
            return number("B", 1)
        return number("B", 2) + number("q", minor(event[name]))

    def event(self, event):
        return getattr(self, event["kind"])(event)

    def open(self, event):
        self.accounts[event["account"]] = len(self.accounts) + 1
        return (number("B", 1) + self.account(event["account"]) + text(event["account"]) +
                number("B", SIDES[event["normal"]]) + event["currency"].encode("ascii") +
                optional(event["min"], lambda amount: number("q", minor(amount))) +
                optional(event["max"], lambda amount: number("q", minor(amount))) +
                number("B", event["opened_on_given"]) + number("i", day(event["opened_on"])))

    def post(self, event):
        return number("B", 2) + self.dated(event) + many(event["postings"], self.posting)

    def hold(self, event):
        return (number("B", 3) +
                optional(event["expires_at"], lambda at: number("q", instant(at))) +
                many(event["postings"], self.posting))

    def settle(self, event):
        def line(one):
            return (number("I", one["line"]) + number("B", one["amount_given"]) +
                    number("q", minor(one["amount"])))
        return (number("B", 4) + number("Q", event["hold"]) + number("B", event["lines_given"]) +
                self.dated(event) + many(event["lines"], line))

    def void(self, event):
        return (number("B", 5) + number("Q", event["hold"]) + number("B", event["lines_given"]) +
                many(event["lines"], lambda line: number("I", line)))

    def expire(self, event):
        return (number("B", 6) + number("Q", event["hold"]) +
                number("q", instant(event["expired_at"])) +
                many(event["lines"], lambda line: number("I", line)))

    def reverse(self, event):
        return (number("B", 7) + number("Q", event["entry"]) + text(event["reason"]) +
                self.dated(event) + many(event["postings"], self.posting))

    def freeze(self, event, action=1):
        return (number("B", 8) + self.account(event["account"]) + number("B", action) +
                number("B", SIDES[event["side"]]))

    def unfreeze(self, event):
        return self.freeze(event, 2)

    def close(self, event):
        return number("B", 9) + self.account(event["account"])

    def limits(self, event):
        return (number("B", 10) + self.account(event["account"]) + self.bound(event, "min") +
                self.bound(event, "max"))

    def close_period(self, event):
        return number("B", 11) + number("i", day(event["through"]))


def record(one):
    return (text(one["table"]) + text(one["key"]) + number("Q", one["previous"]) +
            number("B", SHA256) + bytes.fromhex(one["digest"]))


def genesis(line):
    book, form = line["book"], of_format(line)
    return hashlib.sha256(
        number("B", SHA256) + text("anxin-book") + form + text(book["id"]) +
        text(book["region"]) + text(book["name"]) + number("B", CLOCKS[book["clock"]]) +
        number("q", instant(book["created"]))).digest()


def recompute(lines):
    first = json.loads(lines[0])
    digest, book = genesis(first), Book()
    for place, line in enumerate(lines[1:], start=1):
        entry = json.loads(line)
        canonical = (of_format(entry) + number("Q", entry["entry"]) +
                     number("q", instant(entry["recorded_at"])) + text(entry["actor"]) +
                     text(entry["key"]) + text(entry["note"]) + fields(entry["content"]) +
                     fields(entry["answer"]) + many(entry["events"], book.event) +
                     many(entry["records"], record))
        digest = hashlib.sha256(number("B", SHA256) + digest + canonical).digest()
        if entry["entry"] != place or digest.hex() != entry["digest"]:
            sys.exit(f"recompute_export: entry {place}: computed {digest.hex()}")
    if len(lines) - 1 != first["entry"] or digest.hex() != first["head"]:
        sys.exit(f"recompute_export: head: computed {digest.hex()}, written {first['head']}")
    return digest


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        print(recompute(file.read().splitlines()).hex())


if __name__ == "__main__":
    main()
