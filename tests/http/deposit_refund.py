"""A deposit goes down and back over the network: assessed less, a letter given back, refunded."""
from client import Folder, check, county, equal, finish, money

LOGINS = ("li.clerk", "zhang.manager", "chen.clerk", "zhao.regulator", "qian.regulator", "bank.ccb")
QH01 = "/v1/projects/QH01/deposit"
LETTER = {"kind": "bank-letter", "issuer": "BK2", "number": "BH-1", "valid_from": "2026-11-01",
          "valid_to": "2028-12-31"}


def assess(service, facts, state):
    answer = service.post("zhao.regulator", QH01 + "/assess", {"duration_months": 15, **facts})
    equal((answer.status, answer.json.get("state")), (201, state), f"assessed: {answer.bytes}")
    return answer.json


def store(service):
    amount = assess(service, {"bank": "BK1"}, "assessed")["required"]
    stored = service.post("bank.ccb", QH01 + "/movements",
                          {"kind": "stored", "amount": amount, "reference": "S"})
    equal(stored.status, 201, f"stored: {stored.bytes}")
    return amount


def propose_less(service):
    proposed = assess(service, {"clean_years": 2}, "proposed")
    return "/v1/deposit-assessments/" + proposed["assessment"]


def assess_less(service, amount):
    path = propose_less(service)
    service.refused(service.post("li.clerk", path + "/withdraw"), 403, "access.not-permitted",
                    "a contractor takes no assessment back")
    taken = service.post("zhao.regulator", path + "/withdraw")
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("qian.regulator", path + "/approve"), 409,
                    "deposit.assessment-state", "what was taken back is not approved")
    path = propose_less(service)
    service.refused(service.post("zhao.regulator", path + "/approve"), 403, "access.same-person",
                    "nobody approves what they proposed")
    approved = service.post("qian.regulator", path + "/approve")
    equal(approved.status, 200, f"the lower amount: {approved.bytes}")
    check(approved.json["required"] != amount, f"the lower amount counts: {approved.bytes}")


def give_letter_back(service, amount):
    taken = service.post("zhao.regulator", QH01 + "/letters", {**LETTER, "amount": amount})
    equal(taken.status, 201, f"a letter beside the money: {taken.bytes}")
    path = f"/v1/deposit-letters/{taken.json['letter']}/end"
    service.refused(service.post("zhao.regulator", path, {"how": "burnt"}), 400,
                    "request.fields-refused", "an end that is none")
    ended = service.post("zhao.regulator", path, {"how": "given-back"})
    equal((ended.status, ended.json.get("state")), (200, "given-back"), f"ended: {ended.bytes}")
    service.refused(service.post("zhao.regulator", path, {"how": "given-back"}), 409,
                    "deposit.letter-state", "it ends once")


def apply_for_refund(service):
    answer = service.post("li.clerk", QH01 + "/refunds",
                          {"completed_on": "2026-10-31", "public_from": "2026-11-02"})
    equal((answer.status, answer.json.get("audit_by")), (201, "2027-01-08"), f"{answer.bytes}")
    return "/v1/deposit-refunds/" + answer.json["refund"]


def refuse_refund(service):
    path = apply_for_refund(service)
    service.refused(service.post("qian.regulator", path + "/confirm"), 409, "deposit.refund-state",
                    "nothing is confirmed before the audit")
    refused = service.post("zhao.regulator", path + "/audit", {"refused_for": "材料不全"})
    equal((refused.status, refused.json.get("state")), (200, "refused"), f"{refused.bytes}")


def refund(service):
    path = apply_for_refund(service)
    service.refused(service.post("li.clerk", path + "/audit", {}), 403, "access.not-permitted",
                    "a contractor audits nothing")
    audited = service.post("zhao.regulator", path + "/audit", {})
    equal((audited.status, audited.json.get("state")), (200, "passed"), f"{audited.bytes}")
    service.refused(service.post("zhao.regulator", path + "/confirm"), 403, "access.same-person",
                    "who audited does not confirm")
    confirmed = service.post("qian.regulator", path + "/confirm")
    equal(confirmed.status, 200, f"confirmed: {confirmed.bytes}")
    equal(service.get("li.clerk", QH01).json["cash"], money("0.00"), "the money has gone back")
    service.refused(service.post("qian.regulator", path + "/confirm"), 409, "deposit.refund-state",
                    "it goes back once")


def main():
    with Folder() as folder:
        with county(folder, LOGINS) as service:
            amount = store(service)
            assess_less(service, amount)
            give_letter_back(service, amount)
            service.now = "2026-12-31T10:00:00+08:00"
            refuse_refund(service)
            refund(service)
    finish("a deposit goes down and back over the network, by two persons")


main()
