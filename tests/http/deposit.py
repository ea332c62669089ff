"""Deposits over the network: quoted, assessed, stored, paid from by notice, replaced by a letter."""
from client import Folder, check, county, equal, finish, money, owe_wages

LOGINS = ("li.clerk", "zhang.manager", "chen.clerk", "zhao.regulator", "qian.regulator", "bank.ccb",
          "bank.icbc")
QH01 = "/v1/projects/QH01/deposit"


def quote(service):
    asked = {"region": "360799", "contract_amount": money("126000000.00"), "on": "2026-03-01",
             "duration_months": 15}
    answer = service.post("li.clerk", "/v1/deposit-quotes", asked)
    equal(answer.status, 200, f"a quote: {answer.bytes}")
    check(answer.json["steps"] and not answer.json["exempt"], "a quote says how it came about")
    bad = service.post("li.clerk", "/v1/deposit-quotes", {**asked, "region": "99"})
    service.refused(bad, 400, "request.fields-refused", "a region that is none")
    equal(bad.json["errors"][0]["pointer"], "/region", "a refusal names the field")
    del asked["region"]
    service.refused(service.post("li.clerk", "/v1/deposit-quotes", asked), 400,
                    "request.fields-refused", "a quote without a region")
    return answer.json["amount"]


def assess(service, amount):
    service.refused(service.post("li.clerk", QH01 + "/assess", {}), 403, "access.not-permitted",
                    "a clerk assesses nothing")
    service.refused(service.get("chen.clerk", QH01), 404, "payments.contract-unknown",
                    "another contractor's deposit is as unknown as none")
    service.refused(service.post("zhao.regulator", QH01 + "/assess", {},
                                 headers={"Idempotency-Key": ""}),
                    400, "request.idempotency-key", "a change without a key")
    answer = service.post("zhao.regulator", QH01 + "/assess", {"duration_months": 15})
    equal((answer.status, answer.json.get("state")), (201, "assessed"), f"assess: {answer.bytes}")
    equal(answer.json["required"], amount, "what is required is what was quoted")
    check(answer.json["exempt"] is False, "a flag is a flag")


def store(service, amount):
    service.refused(service.post("zhang.manager", QH01 + "/movements",
                                 {"kind": "stored", "amount": money(amount), "reference": "R"}),
                    403, "access.not-permitted", "the contractor's own word covers nothing")
    given = {"kind": "stored", "amount": money(amount), "reference": "CCB20261103"}
    first = service.post("bank.ccb", QH01 + "/movements", given, key="store-1")
    equal((first.status, first.json.get("balance")), (201, amount), f"stored: {first.bytes}")
    again = service.post("bank.ccb", QH01 + "/movements", given, key="store-1")
    equal((again.json["entry"], again.headers.get("idempotency-replayed")),
          (first.json["entry"], "true"), "a retry books nothing")
    other = service.post("bank.ccb", QH01 + "/movements", {**given, "reference": "X"},
                         key="store-1")
    service.refused(other, 422, "ledger.key-reused", "the same key with other content")
    shown = service.get("li.clerk", QH01)
    equal((shown.status, shown.json["cash"]), (200, amount), f"shown: {shown.bytes}")
    kind = service.post("bank.ccb", QH01 + "/movements", {**given, "kind": "gift"})
    service.refused(kind, 400, "request.fields-refused", "a kind that is none")


def propose_again(service, path, asked):
    """The notice is taken back and proposed anew; the new one's path."""
    service.refused(service.post("li.clerk", path + "/withdraw"), 403, "access.not-permitted",
                    "a contractor takes no notice back")
    taken = service.post("zhao.regulator", path + "/withdraw")
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("zhao.regulator", path + "/withdraw"), 409, "deposit.notice-state",
                    "what was taken back is gone")
    again = service.post("zhao.regulator", QH01 + "/notices", asked)
    equal(again.status, 201, f"its lines are free again: {again.bytes}")
    return "/v1/deposit-notices/" + again.json["notice"]


def notice(service, lines):
    asked = {"decision": "人社令〔2026〕17号", "order_expired_on": "2026-12-10", "lines": lines[:2]}
    service.refused(service.post("li.clerk", QH01 + "/notices", asked), 403,
                    "access.not-permitted", "a clerk proposes no notice")
    proposed = service.post("zhao.regulator", QH01 + "/notices", asked)
    equal(proposed.status, 201, f"proposed: {proposed.bytes}")
    path = "/v1/deposit-notices/" + proposed.json["notice"]
    service.refused(service.post("zhao.regulator", path + "/approve"), 403, "access.same-person",
                    "nobody approves what they proposed")
    path = propose_again(service, path, asked)
    approved = service.post("qian.regulator", path + "/approve")
    equal(approved.status, 200, f"approved: {approved.bytes}")
    service.refused(service.post("qian.regulator", path + "/approve"), 409, "deposit.notice-state",
                    "twice")
    service.refused(service.post("bank.icbc", path + "/answer", {"rest_paid": True}), 404,
                    "deposit.notice-unknown", "a bank that does not pay it")
    for version in ('"1"', '"x"', "*"):
        hidden = service.post("bank.icbc", path + "/answer", {"rest_paid": True},
                              headers={"If-Match": version})
        equal(hidden.status, 404, f"If-Match {version} does not tell that it is there")
    bad = service.post("bank.ccb", path + "/answer", {"failed": [lines[0]]})
    service.refused(bad, 400, "request.fields-refused", "a failed line without its reason")
    answered = service.post("bank.ccb", path + "/answer",
                            {"failed": [lines[0] + "=AC04"], "rest_paid": True})
    equal((answered.status, answered.json.get("paid"), answered.json.get("failed")),
          (200, 1, 1), f"answered: {answered.bytes}")
    unknown = service.post("qian.regulator", "/v1/deposit-notices/QH01-N77/approve")
    service.refused(unknown, 404, "deposit.notice-unknown", "a notice that is not there")


def letter(service, amount, lines):
    asked = {"kind": "bank-letter", "issuer": "BK2", "number": "BH-1", "amount": money(amount),
             "valid_from": "2026-12-01", "valid_to": "2029-12-31"}
    taken = service.post("zhao.regulator", QH01 + "/letters", asked)
    equal(taken.status, 201, f"a letter: {taken.bytes}")
    name = taken.json["letter"]
    proposed = service.post("zhao.regulator", QH01 + "/notices",
                            {"decision": "人社令〔2026〕18号", "order_expired_on": "2026-12-10",
                             "lines": lines[2:3], "letter": name})
    equal(proposed.status, 201, f"a notice to the issuer: {proposed.bytes}")
    path = "/v1/deposit-notices/" + proposed.json["notice"]
    equal(service.post("qian.regulator", path + "/approve").status, 200, "approved")
    service.refused(service.get("bank.icbc", QH01), 404, "payments.contract-unknown",
                    "the issuer looks into nothing else")
    equal(service.post("bank.icbc", path + "/answer", {"rest_paid": True}).status, 200,
          "the issuer answers for what it pays")
    held = service.post("zhao.regulator", f"/v1/deposit-letters/{name}/end", {"how": "lapsed"})
    service.refused(held, 422, "deposit.letter-runs", "a letter that runs has not lapsed")


def register(service):
    listed = service.get("zhao.regulator", "/v1/regions/360799/deposits")
    equal((listed.status, [one["contract"] for one in listed.json["deposits"]]),
          (200, ["QH01", "QH02"]), f"the register: {listed.bytes}")
    service.refused(service.get("li.clerk", "/v1/regions/360799/deposits"), 403,
                    "access.not-permitted", "a register is for who watches a region")
    service.refused(service.get("zhao.regulator", "/v1/regions/999999/deposits"), 404,
                    "deposit.region-unknown", "no such region")
    due = service.get("zhao.regulator", "/v1/regions/360799/deposits/clearing",
                      query={"on": "2028-12-31"})
    equal(due.status, 200, f"clearing: {due.bytes}")
    check(any(row["contract"] == "QH01" for row in due.json["deposits"]), "a term that ended")


def refund(service):
    early = service.post("li.clerk", QH01 + "/refunds",
                         {"completed_on": "2026-12-01", "public_from": "2026-12-19"})
    service.refused(early, 422, "deposit.refund-publicity", "the publicity has not run its term")
    service.refused(service.post("zhao.regulator", "/v1/deposit-refunds/QH01-R77/audit", {}), 404,
                    "deposit.refund-unknown", "no such refund")
    service.refused(service.post("zhao.regulator", "/v1/deposit-assessments/QH01-A77/approve"),
                    404, "deposit.assessment-unknown", "no such assessment")


def main():
    with Folder() as folder:
        with county(folder, LOGINS) as service:
            amount = quote(service)
            assess(service, amount)
            store(service, amount)
            lines = owe_wages(service)
            notice(service, lines)
            letter(service, amount, lines)
            register(service)
            refund(service)
    finish("deposits over the network")


main()
