"""A case's steps and the end of claims over the network: two persons, money back."""
from client import Folder, check, county, equal, finish, money, owe_wages

LOGINS = ("li.clerk", "zhang.manager", "chen.clerk", "zhao.regulator", "qian.regulator", "bank.ccb")
REGION = "511902"  # a place whose treasury steps in
QH01 = "/v1/projects/QH01"
STEP = {"step": "treasury", "decision": "府办〔2026〕3号", "payer": "HRSS"}


def open_case(service):
    opened = service.post("zhao.regulator", QH01 + "/discharge-cases",
                          {"cause": "subcontractor", "document": "欠认〔2026〕5号",
                           "employer": "LW1"})
    equal(opened.status, 201, f"a case: {opened.bytes}")
    path = "/v1/discharge-cases/" + opened.json["case"]
    noted = service.post("zhao.regulator", path + "/notes",
                         {"document": "府办〔2026〕3号", "order": "expired",
                          "papers": ["treasury-decision"], "treasury": money("1000.00")})
    equal(noted.status, 200, f"noted: {noted.bytes}")
    return path


def propose(service, case, amount, reference):
    step = {**STEP, "amount": money(amount), "reference": reference}
    made = service.post("zhao.regulator", case + "/steps", step)
    equal((made.status, made.json.get("state")), (201, "proposed"), f"proposed: {made.bytes}")


def treasury(service, case):
    step = {**STEP, "amount": money("600.00"), "reference": "T-1"}
    service.refused(service.post("li.clerk", case + "/steps", step), 403, "access.not-permitted",
                    "a contractor carries out no step")
    service.refused(service.post("zhao.regulator", case + "/steps", {**step, "step": "rain"}), 400,
                    "request.fields-refused", "a step that is none")
    service.refused(service.post("zhao.regulator", case + "/steps",
                                 {**step, "amount": money("1000.01")}),
                    422, "recourse.too-much", "more than the treasury has decided")
    propose(service, case, "600.00", "T-1")
    service.refused(service.post("zhao.regulator", case + "/steps/approve", {"reference": "T-1"}),
                    403, "access.same-person", "nobody approves what they proposed")
    booked = service.post("qian.regulator", case + "/steps/approve", {"reference": "T-1"})
    equal((booked.status, booked.json.get("state")), (200, "executed"), f"booked: {booked.bytes}")
    propose(service, case, "100.00", "T-2")
    taken = service.post("qian.regulator", case + "/steps/withdraw", {"reference": "T-2"})
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("qian.regulator", case + "/steps/approve", {"reference": "T-2"}),
                    404, "recourse.proposal-unknown", "what was taken back is gone")
    shown = service.get("li.clerk", case).json
    equal([(one["step"], one["amount"]) for one in shown["executed"]],
          [("treasury", money("600.00"))], "what was carried out")


def pay_from_deposit(service, lines):
    """The deposit pays wages of LW1's workers, which then owes them to the contractor."""
    assessed = service.post("zhao.regulator", QH01 + "/deposit/assess", {"bank": "BK1"})
    stored = service.post("bank.ccb", QH01 + "/deposit/movements",
                          {"kind": "stored", "amount": assessed.json["required"],
                           "reference": "S-1"})
    equal(stored.status, 201, f"stored: {stored.bytes}")
    notice = service.post("zhao.regulator", QH01 + "/deposit/notices",
                          {"decision": "人社令〔2026〕17号", "order_expired_on": "2026-12-10",
                           "lines": lines})
    path = "/v1/deposit-notices/" + notice.json["notice"]
    equal(service.post("qian.regulator", path + "/approve").status, 200, "approved")
    paid = service.post("bank.ccb", path + "/answer", {"rest_paid": True})
    equal((paid.status, paid.json.get("paid")), (200, len(lines)), f"paid: {paid.bytes}")


def owed_by(service, debtor):
    answer = service.get("zhang.manager", "/v1/claims", {"debtor": debtor})
    equal(answer.status, 200, f"claims: {answer.bytes}")
    return answer.json["sum"]


def end_claims(service):
    claim = {"creditor": "GC1", "debtor": "LW1", "amount": money("10.00"), "document": "结算1号"}
    service.refused(service.post("li.clerk", QH01 + "/claims/settle", claim), 403,
                    "access.not-permitted", "the creditor's approver ends its claim")
    settled = service.post("zhang.manager", QH01 + "/claims/settle", claim)
    equal(settled.status, 200, f"settled: {settled.bytes}")
    service.refused(service.post("zhang.manager", QH01 + "/claims/waive",
                                 {**claim, "amount": money("999999999.00")}),
                    422, "recourse.more-than-owed", "more than is owed is not waived")
    waived = service.post("zhang.manager", QH01 + "/claims/waive", {**claim, "document": "免除1号"})
    equal(waived.status, 200, f"waived: {waived.bytes}")


def recover(service):
    paid = {"debtor": "LW1", "amount": owed_by(service, "LW1"), "reference": "R-1",
            "document": "追偿1号"}
    service.refused(service.post("li.clerk", "/v1/recoveries", paid), 403, "access.not-permitted",
                    "the authority recovers")
    made = service.post("zhao.regulator", "/v1/recoveries", paid)
    equal((made.status, made.json.get("left")), (201, money("0.00")), f"recovered: {made.bytes}")
    equal(owed_by(service, "LW1"), money("0.00"), "nothing is owed any more")
    service.refused(service.post("zhao.regulator", "/v1/recoveries", {**paid, "reference": "R-2"}),
                    422, "recourse.more-than-owed", "nothing more is owed")


def main():
    with Folder() as folder:
        with county(folder, LOGINS, REGION) as service:
            lines = owe_wages(service)[:2]
            treasury(service, open_case(service))
            pay_from_deposit(service, lines)
            check(owed_by(service, "LW1") != money("0.00"), "the employer owes what was paid")
            end_claims(service)
            recover(service)
    finish("a case's steps and its claims end over the network")


main()
