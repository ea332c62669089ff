"""docs/postings.md says of the posting rules what the program says, in both languages."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import check, equal, finish, run, run_json


def main():
    with open(os.path.join(sys.argv[2], "docs", "postings.md"), encoding="utf-8") as file:
        page = file.read()
    for language in ("en", "zh"):
        code, table, _ = run("account", "rules", "--format", "markdown", "--lang", language)
        equal(code, 0, f"account rules in {language}")
        check(table in page, f"docs/postings.md has the table in {language}; print it again")
    code, answer = run_json("account", "rules")
    equal(code, 0, "account rules --json")
    equal(len(answer["rules"]), table.count("\n") - 2, "the same rules in JSON")
    finish("the table of posting rules is the program's own")


main()
