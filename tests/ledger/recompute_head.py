#!/usr/bin/env python3
"""Recomputes the chain of a journal from its canonical bytes, with nothing of the program itself.

usage: recompute_head.py entries.txt

The file has the lines "book HEX" (format, id, region, name, clock, created), "genesis HEX", then for each entry "entry N", "canonical HEX",
"digest HEX", and at the end "head HEX"; "#" begins a comment. Every entry is parsed by the grammar
below, so that the bytes are known to say what they should, and hashed. Prints the head; exits 1 at
the first difference.

  entry    = format u8 | number u64 | recorded_at i64 | actor text | key text | note text
             | fields | fields | count event* | count record*
  fields   = count (name text, value text)*
  event    = kind u8, then by kind:
    1 open   = number u32 | name text | normal u8 | currency 3 bytes | opt i64 | opt i64
               | given u8 | day i32
    2 post   = given u8 | day i32 | count posting*
    3 hold   = opt i64 | count posting*
    4 settle = hold u64 | lines given u8 | given u8 | day i32
               | count (line u32, amount given u8, amount i64)*
    5 void   = hold u64 | lines given u8 | count (line u32)*
    6 expire = hold u64 | expired_at i64 | count (line u32)*
    7 reverse = entry u64 | reason text | given u8 | day i32 | count posting*
    8 freeze = account u32 | action u8 | side u8
    9 close  = account u32
   10 limits = account u32 | bound | bound           bound = 0 | 1 (removed) | 2 amount i64
   11 close period = day i32
  posting  = debit u32 | credit u32 | amount i64 | 0 or relation u8 [account u32 | amount i64]
  record   = table text | key text | previous u64 | algorithm u8 | digest 32 bytes
"""
import hashlib
import struct
import sys

SHA256 = 1
FORMAT = 1


class Wrong(Exception):
    """The journal is not what it should be."""


class Bytes:
    """Big-endian numbers and length-prefixed text, read from the front."""

    def __init__(self, raw):
        self.raw, self.at = raw, 0

    def take(self, count):
        part = self.raw[self.at:self.at + count]
        if len(part) != count:
            raise Wrong("the bytes end too soon")
        self.at += count
        return part

    def number(self, shape):
        return struct.unpack(">" + shape, self.take(struct.calcsize(shape)))[0]

    def one_of(self, *values):
        value = self.number("B")
        if value not in values:
            raise Wrong(f"byte {self.at - 1} is {value}, not one of {values}")
        return value

    def count(self):
        """Seven bits a byte, the lowest first, and no byte more than needed."""
        value, shift = 0, 0
        while True:
            byte = self.number("B")
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
        if shift and byte == 0:
            raise Wrong(f"the count before byte {self.at} is longer than it needs to be")
        return value

    def text(self):
        return self.take(self.count()).decode("utf-8")

    def many(self, read):
        return [read(self) for _ in range(self.count())]

    def optional(self, shape):
        return self.number(shape) if self.one_of(0, 1) else None


def field(data):
    return data.text(), data.text()


def posting(data):
    one = {"debit": data.number("I"), "credit": data.number("I"), "amount": data.number("q")}
    if data.one_of(0, 1, 2, 3):
        one["if"] = (data.number("I"), data.number("q"))
    if one["amount"] <= 0 or one["debit"] == one["credit"]:
        raise Wrong("a posting moves a positive amount between two accounts")
    return one


def opened(data):
    one = {"number": data.number("I"), "name": data.text(), "normal": data.one_of(1, 2),
           "currency": data.take(3).decode("ascii"), "min": data.optional("q"),
           "max": data.optional("q"), "given": data.one_of(0, 1), "day": data.number("i")}
    return one


def posted(data):
    return {"given": data.one_of(0, 1), "day": data.number("i"), "postings": data.many(posting)}


def held(data):
    return {"expires_at": data.optional("q"), "lines": data.many(posting)}


def settled(data):
    def line(one):
        return one.number("I"), one.one_of(0, 1), one.number("q")
    return {"hold": data.number("Q"), "lines given": data.one_of(0, 1),
            "given": data.one_of(0, 1), "day": data.number("i"), "lines": data.many(line)}


def voided(data):
    return {"hold": data.number("Q"), "lines given": data.one_of(0, 1),
            "lines": data.many(lambda one: one.number("I"))}


def expired(data):
    return {"hold": data.number("Q"), "expired_at": data.number("q"),
            "lines": data.many(lambda one: one.number("I"))}


def reversed_(data):
    return {"entry": data.number("Q"), "reason": data.text(), "given": data.one_of(0, 1),
            "day": data.number("i"), "postings": data.many(posting)}


def frozen(data):
    return {"account": data.number("I"), "action": data.one_of(1, 2), "side": data.one_of(1, 2)}


def closed(data):
    return {"account": data.number("I")}


def bound(data):
    return {0: lambda: "stays", 1: lambda: None, 2: lambda: data.number("q")}[data.one_of(0, 1, 2)]()


def limits(data):
    return {"account": data.number("I"), "min": bound(data), "max": bound(data)}


def period_closed(data):
    return {"day": data.number("i")}


KINDS = {1: opened, 2: posted, 3: held, 4: settled, 5: voided, 6: expired, 7: reversed_, 8: frozen,
         9: closed, 10: limits, 11: period_closed}


def event(data):
    return KINDS[data.one_of(*KINDS)](data)


def record(data):
    return data.text(), data.text(), data.number("Q"), data.one_of(SHA256), data.take(32)


def parse_entry(raw):
    data = Bytes(raw)
    data.one_of(FORMAT)
    entry = {"number": data.number("Q"), "recorded_at": data.number("q"), "actor": data.text(),
             "key": data.text(), "note": data.text(), "content": data.many(field),
             "answer": data.many(field), "events": data.many(event),
             "records": data.many(record)}
    if data.at != len(raw):
        raise Wrong("bytes are left over")
    return entry


def genesis(book):
    head = bytes([SHA256, len("anxin-book")]) + b"anxin-book"
    return hashlib.sha256(head + book).digest()


def chain(before, canonical):
    return hashlib.sha256(bytes([SHA256]) + before + canonical).digest()


def expect(what, computed, written):
    if computed != written:
        raise Wrong(f"{what}: computed {computed}, written {written}")


def recompute(lines):
    digest, number, recorded_at = b"", 0, -2**63
    for line in lines:
        words = line.split("#")[0].split()
        if not words:
            continue
        word, value = words
        if word == "book":
            digest = genesis(bytes.fromhex(value))
        elif word == "entry":
            number += 1
            expect("entry number", str(number), value)
        elif word == "canonical":
            entry = parse_entry(bytes.fromhex(value))
            expect("number in the entry", entry["number"], number)
            if entry["recorded_at"] < recorded_at:
                raise Wrong(f"entry {number}: recorded time falls")
            recorded_at = entry["recorded_at"]
            digest = chain(digest, bytes.fromhex(value))
        elif word in ("genesis", "digest", "head"):
            expect(f"{word} at entry {number}", digest.hex(), value)
        else:
            raise Wrong(f"unknown line: {line}")
    if number == 0:
        raise Wrong("no entries")
    return digest


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            print(recompute(file).hex())
    except (OSError, ValueError, Wrong) as fault:
        sys.exit(f"recompute_head: {fault}")


if __name__ == "__main__":
    main()
