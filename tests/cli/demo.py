"""The demo in both languages, twice: the same head, and no personal data on the screen or in the
book's bytes."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, make_demo, roster_canaries, run_json


def no_canary(text, canaries, where):
    found = [canary for canary in canaries if canary in text]
    equal(len(found), 0, f"personal numbers in {where}")


def main():
    canaries = roster_canaries()
    for language in ("zh", "en"):
        with Folder() as folder:
            code, out, err = make_demo(folder, language)
            equal(code, 0, f"{language}: the demo " + err[-300:])
            check("verify: ok" in out, f"{language}: prints verify: ok")
            check("{" not in out, f"{language}: no hole of a sentence is left open")
            unsaid = re.findall(r"(?:^|\s)((?:cli|demo|batch|line|match)\.[a-z.-]+)(?:\s|$)", out)
            equal(unsaid, [], f"{language}: every key has its sentence")
            no_canary(out + err, canaries, f"the output ({language})")
            with open(folder.at("book", "data.mdb"), "rb") as file:
                bytes_of_book = file.read().decode("latin-1")
            no_canary(bytes_of_book, canaries, f"data.mdb ({language})")
            _, first = run_json("ledger", "head", "--data", folder.at("book"))
            code, again, err = make_demo(folder, language)
            equal(code, 0, f"{language}: the demo again " + err[-300:])
            _, second = run_json("ledger", "head", "--data", folder.at("book"))
            equal((second["entry"], second["digest"]), (first["entry"], first["digest"]),
                  f"{language}: the head after the second run")
            no_canary(again, canaries, f"the second output ({language})")
    finish("the demo in two languages, twice")


main()
