"""Discharge over the network: a plan, a case, its steps by two persons, claims and recoveries."""
from client import Folder, check, county, equal, finish, money, owe_wages

LOGINS = ("li.clerk", "zhang.manager", "chen.clerk", "zhao.regulator", "qian.regulator", "bank.ccb")


def plan(service):
    asked = {"region": "360799", "on": "2026-11-25", "cause": "subcontractor",
             "arrears": money("100000.00"), "deposit": money("30000.00"), "order": "expired"}
    answer = service.post("li.clerk", "/v1/discharge-plans", asked)
    equal(answer.status, 200, f"a plan: {answer.bytes}")
    check(answer.json["steps"], "a plan has steps")
    bad = service.post("li.clerk", "/v1/discharge-plans", {**asked, "cause": "rain"})
    service.refused(bad, 400, "request.fields-refused", "a cause that is none")
    equal(bad.json["errors"][0]["pointer"], "/cause", "a refusal names the field")


def open_case(service):
    asked = {"cause": "subcontractor", "document": "人社监令〔2026〕9号", "employer": "LW1"}
    path = "/v1/projects/QH01/discharge-cases"
    service.refused(service.post("zhang.manager", path, asked), 403, "access.not-permitted",
                    "a contractor opens no case")
    opened = service.post("zhao.regulator", path, asked, key="case-1")
    equal(opened.status, 201, f"a case: {opened.bytes}")
    again = service.post("zhao.regulator", path, asked, key="case-1")
    equal((again.json["entry"], again.headers.get("idempotency-replayed")),
          (opened.json["entry"], "true"), "a retry opens nothing")
    service.refused(service.post("zhao.regulator", path, asked), 409, "recourse.line-taken",
                    "every line of that employer is in the case")
    listed = service.get("li.clerk", path)
    equal([one["case"] for one in listed.json["cases"]], [opened.json["case"]], "listed")
    return "/v1/discharge-cases/" + opened.json["case"]


def carry_out(service, case):
    noted = service.post("zhao.regulator", case + "/notes",
                         {"document": "送达回证", "order": "expired", "treasury": money("1000.00")})
    equal(noted.status, 200, f"noted: {noted.bytes}")
    shown = service.get("li.clerk", case)
    check(shown.status == 200 and shown.json["plan"], f"a case with its plan: {shown.bytes}")
    service.refused(service.get("chen.clerk", case), 404, "recourse.case-unknown",
                    "another contractor's case is as unknown as none")
    step = {"step": "treasury", "decision": "府决〔2026〕1号", "amount": money("1000.00"),
            "reference": "CZ1", "payer": "HRSS"}
    given = service.post("zhao.regulator", case + "/steps", step)
    if given.status != 201:  # the plan decides which steps are open
        equal(given.headers["content-type"], "application/problem+json", "a refusal is a problem")
    else:
        equal(given.json["state"], "proposed", "the treasury's step takes two")
        service.refused(service.post("zhao.regulator", case + "/steps/approve",
                                     {"reference": "CZ1"}),
                        403, "access.same-person", "nobody approves what they proposed")
        equal(service.post("qian.regulator", case + "/steps/approve",
                           {"reference": "CZ1"}).json.get("state"), "executed", "approved")
    gone = service.post("qian.regulator", case + "/steps/withdraw", {"reference": "X"})
    service.refused(gone, 404, "recourse.proposal-unknown", "no such proposal")


def claims(service):
    listed = service.get("li.clerk", "/v1/claims")
    equal(listed.status, 200, f"claims: {listed.bytes}")
    check("sum" in listed.json, "with their sum")
    equal(service.get("chen.clerk", "/v1/claims").json["claims"], [], "only those in sight")
    paid = service.post("zhao.regulator", "/v1/recoveries",
                        {"debtor": "LW1", "amount": money("999999999.00"), "reference": "R1",
                         "document": "D1"})
    service.refused(paid, 422, "recourse.more-than-owed", "more than is owed")
    ended = service.post("zhang.manager", "/v1/projects/QH01/claims/waive",
                         {"creditor": "GC1", "debtor": "LW1", "amount": money("999999999.00"),
                          "document": "D2"})
    service.refused(ended, 422, "recourse.more-than-owed", "more than is owed is not waived")
    other = service.post("zhang.manager", "/v1/projects/QH02/claims/waive",
                         {"creditor": "GC1", "debtor": "LW1", "amount": money("1.00"),
                          "document": "D2"})
    service.refused(other, 404, "payments.contract-unknown", "of a contract out of sight")


def main():
    with Folder() as folder:
        with county(folder, LOGINS) as service:
            plan(service)
            owe_wages(service)
            carry_out(service, open_case(service))
            claims(service)
    finish("discharge over the network")


main()
