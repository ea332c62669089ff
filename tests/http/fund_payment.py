"""A fund's advance over the network: three persons, a proposal taken back, the bank's answer."""
from client import Folder, check, county, equal, finish, load, money, owe_wages

LOGINS = ("li.clerk", "zhang.manager", "chen.clerk", "zhao.regulator", "qian.regulator",
          "bank.ccb", "bank.icbc")
REGION = "511902"  # a place whose scheme advances for construction
THIRD_REGULATOR = """
[[staff]]
actor = "sun.regulator"
person = "S020"
name = "孙监察"
party = "HRSS"
role = "regulator"
"""
PAYMENTS = "/v1/projects/QH01/fund-payments"


def open_fund(service):
    opened = service.post("zhao.regulator", "/v1/funds",
                          {"fund": "F1", "region": REGION, "name": "应急周转金"})
    equal(opened.status, 201, f"a fund: {opened.bytes}")
    given = service.post("zhao.regulator", "/v1/funds/F1/movements",
                         {"kind": "appropriated", "amount": money("500000.00"),
                          "document": "财预〔2026〕1号"})
    equal(given.status, 201, f"its money: {given.bytes}")


def withdraw_movement(service):
    back = service.post("zhao.regulator", "/v1/funds/F1/movements",
                        {"kind": "given-back", "amount": money("1.00"),
                         "document": "财预〔2026〕2号"})
    path = "/v1/funds/" + back.json["movement"].replace("/", "/movements/") + "/withdraw"
    service.refused(service.post("li.clerk", path), 403, "access.not-permitted",
                    "a contractor moves no fund's money")
    taken = service.post("qian.regulator", path)
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("zhao.regulator", path), 409, "fund.movement-state",
                    "what was taken back is gone")


def propose(service, lines):
    asked = {"fund": "F1", "decision": "垫付〔2026〕3号", "bank": "BK2", "cause": "absconded",
             "incident_feared": True, "lines": lines}
    made = service.post("zhao.regulator", PAYMENTS, asked)
    equal((made.status, made.json.get("lines")), (201, len(lines)), f"proposed: {made.bytes}")
    return "/v1/fund-payments/" + made.json["payment"]


def withdraw(service, lines):
    path = propose(service, lines)
    service.refused(service.post("li.clerk", path + "/withdraw"), 403, "access.not-permitted",
                    "a contractor takes no advance back")
    taken = service.post("zhao.regulator", path + "/withdraw")
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("qian.regulator", path + "/approve"), 409, "fund.payment-state",
                    "what was taken back is not approved")


def approve(service, path):
    first = service.post("qian.regulator", path + "/approve")
    equal((first.status, first.json.get("state")), (200, "approved"), f"{first.bytes}")
    service.refused(service.post("bank.icbc", path + "/answer", {"rest_paid": True}), 409,
                    "fund.payment-state", "one approval pays nothing")
    service.refused(service.post("qian.regulator", path + "/approve"), 403, "access.same-person",
                    "the second approval is another person's")
    second = service.post("sun.regulator", path + "/approve")
    equal((second.status, second.json.get("state")), (200, "with-bank"), f"{second.bytes}")


def answer(service, path, lines):
    service.refused(service.post("bank.ccb", path + "/answer", {"rest_paid": True}), 403,
                    "access.not-permitted", "the contract's bank does not pay it")
    service.refused(service.post("bank.icbc", path + "/answer", {"failed": [lines[0]]}), 400,
                    "request.fields-refused", "a failed line without its reason")
    answered = service.post("bank.icbc", path + "/answer",
                            {"failed": [lines[0] + "=AC04"], "rest_paid": True})
    equal((answered.status, answered.json.get("paid"), answered.json.get("failed")),
          (200, len(lines) - 1, 1), f"answered: {answered.bytes}")


def look(service, path):
    shown = service.get("bank.icbc", path)
    equal((shown.status, shown.json.get("state")), (200, "executed"), f"shown: {shown.bytes}")
    service.refused(service.get("chen.clerk", path), 404, "fund.payment-unknown",
                    "another contractor's advance is as unknown as none")
    listed = service.get("zhao.regulator", "/v1/funds/F1/payments")
    equal([one["state"] for one in listed.json["payments"]], ["withdrawn", "executed"], "listed")
    page = service.get("zhao.regulator", "/v1/funds/F1/payments", {"limit": 1})
    equal(len(page.json["payments"]), 1, "a page of them")
    service.refused(service.get("li.clerk", "/v1/funds/F1/payments"), 403, "access.not-permitted",
                    "a fund is for who watches it")
    service.refused(service.get("zhao.regulator", "/v1/funds/F9/payments"), 404, "fund.unknown",
                    "no such fund")


def recover(service):
    owed = service.get("zhao.regulator", "/v1/claims", {"debtor": "LW1"})
    check(owed.json["claims"], f"the employer owes the fund: {owed.bytes}")
    paid = {"debtor": "LW1", "amount": money("100.00"), "reference": "R-1", "document": "追偿1号"}
    service.refused(service.post("li.clerk", "/v1/recoveries", paid), 403, "access.not-permitted",
                    "the authority recovers")
    made = service.post("zhao.regulator", "/v1/recoveries", paid)
    equal((made.status, made.json.get("parts")), (201, 1), f"recovered: {made.bytes}")
    service.refused(service.post("zhao.regulator", "/v1/recoveries", paid), 409,
                    "recourse.reference-used", "one transfer is booked once")


def main():
    with Folder() as folder:
        service = county(folder, LOGINS, REGION)
        load(service, folder, THIRD_REGULATOR)
        service.make_key("sun.regulator")
        with service:
            open_fund(service)
            withdraw_movement(service)
            lines = owe_wages(service)[:3]
            withdraw(service, lines)
            path = propose(service, lines)
            approve(service, path)
            answer(service, path, lines)
            look(service, path)
            recover(service)
    finish("a fund advances over the network, by three persons")


main()
