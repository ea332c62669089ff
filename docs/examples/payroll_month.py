#!/usr/bin/env python3
"""October's wages of one project over the network, by five persons. Standard library only.

    payroll_month.py http://127.0.0.1:8080 KEYS.json FIXTURES

KEYS.json is {"clerk": "axk_…", "approver": …, "owner": …, "bank": …, "auditor": …}; FIXTURES is the
folder fixtures/county. The book has a simulated clock, so every request says when it happens
(Anxin-Now); on a book with a real clock that header is refused and left out.
"""
import json
import pathlib
import sys
import urllib.error
import urllib.request
import uuid


class Person:
    """Somebody with a key. Each change carries an Idempotency-Key: sent again, it is booked once."""

    def __init__(self, base, key):
        self.base, self.key = base, key

    def ask(self, method, path, body=None, when=None, once=None):
        headers = {"Authorization": "Bearer " + self.key, "Accept-Language": "en"}
        if when:
            headers["Anxin-Now"] = f"2026-11-{when}:00+08:00"
        if method == "POST":
            headers["Idempotency-Key"] = once or str(uuid.uuid4())
            body = b"" if body is None else body
        if isinstance(body, dict):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=body, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                text = answer.read()
                whole = answer.headers["Content-Type"] == "application/json"
                return answer.status, json.loads(text) if whole else text
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.loads(refusal.read())

    def get(self, path):
        return self.expect(200, self.ask("GET", path))

    def post(self, path, body=None, when=None, status=None):
        return self.expect(status, self.ask("POST", path, body, when))

    @staticmethod
    def expect(status, answered):
        found, answer = answered
        if found != status and not (status is None and found < 300):
            sys.exit(f"expected {status}, found {found}: {answer}")
        return answer


def yuan(text):
    return {"amount": text, "currency": "CNY"}


def main(base, keys_file, fixtures):
    keys = json.loads(pathlib.Path(keys_file).read_text())
    clerk, approver, owner, bank, auditor = (
        Person(base, keys[role]) for role in ("clerk", "approver", "owner", "bank", "auditor"))
    county = pathlib.Path(fixtures)
    file = lambda name: (county / name).read_bytes()
    project = "/v1/projects/QH01"

    # The owner owes October's labour cost; the money arrives, and the bank's statement proves it.
    owner.post(project + "/labour-cost-due", {"month": "2026-10"}, "05T09:00")
    bank.post(project + "/funding-receipts",
              {"amount": yuan("2100000.00"), "reference": "FD-QH01-202610"}, "06T15:00")
    bank.post("/v1/bank-files", file("statement-QH01-20261106.xml"), "06T23:00")
    clerk.post(project + "/reconciliation/run", {"on": "2026-11-06"}, "06T23:10")

    # The clerk looks at a table first: every fault at its cell, and nothing is booked.
    checked = clerk.post(project + "/payrolls/check?month=2026-10",
                         file("wages-2026-10-QH01-refused.csv"), "10T09:00", 200)
    for finding in checked["findings"][:3]:
        print(f"  {finding['cell'] or '-'}: {finding['message']}")
    submitted = clerk.post(project + "/payrolls?month=2026-10&confirmed=true",
                           file("wages-2026-10-QH01.csv"), "10T10:10", 201)
    batch = submitted["batch"]
    print(f"submitted {batch}: {submitted['lines']} lines, {submitted['parked']} parked")

    # Four eyes: who made it does not approve it.
    refused = clerk.post(f"/v1/payrolls/{batch}/approve", when="11T09:00", status=403)
    print("refused:", refused["code"])
    approver.post(f"/v1/payrolls/{batch}/approve", when="11T09:30")
    instructed = approver.post(f"/v1/payrolls/{batch}/instruct", {}, "11T10:00", 201)
    order = bank.get(f"/v1/payroll-files/{instructed['files']}")
    print(f"the bank fetches {instructed['files']}: {len(order)} bytes")

    # The bank answers, its statement follows, and the books say what became of every line.
    bank.post("/v1/bank-files", file("result-QH01-202610-01-F1.xml"), "12T16:00")
    bank.post("/v1/bank-files", file("statement-QH01-20261112.xml"), "12T23:00")
    clerk.post(project + "/reconciliation/run", {"on": "2026-11-12"}, "12T23:10")
    bank.post("/v1/bank-files", file("statement-QH01-20261113.xml"), "13T23:00")
    clerk.post(project + "/reconciliation/run", {"on": "2026-11-13"}, "13T23:10")
    states = [line["state"] for line in clerk.get(f"/v1/payrolls/{batch}")["items"]]
    print({state: states.count(state) for state in sorted(set(states))})

    # Failed, returned and parked lines are paid again with corrected cards.
    again = clerk.post(project + "/payrolls/repair?month=2026-10", file("repair-QH01.csv"),
                       "16T09:00", 201)["batch"]
    approver.post(f"/v1/payrolls/{again}/approve", when="16T10:00")
    approver.post(f"/v1/payrolls/{again}/instruct", {}, "16T10:10", 201)
    bank.post("/v1/bank-files", file("result-QH01-202610-02-F1.xml"), "17T16:00")
    bank.post("/v1/bank-files", file("statement-QH01-20261117.xml"), "17T23:00")
    clerk.post(project + "/reconciliation/run", {"on": "2026-11-17"}, "17T23:10")
    for one in (batch, again):
        print(one, clerk.get(f"/v1/payrolls/{one}")["state"])

    # The auditor trusts nothing.
    proof = auditor.post("/v1/audit/verify", status=200)
    print("verified:", proof["ok"], proof["entries"], "entries, head", proof["head"][:16])
    if not proof["ok"]:
        sys.exit("the book is damaged")


if __name__ == "__main__":
    main(*sys.argv[1:])
