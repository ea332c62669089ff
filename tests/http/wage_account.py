"""Wage accounts over HTTP: duties, filings, proposals that another person decides, bars."""
from client import Folder, check, county, equal, finish, money

PROJECT = "/v1/projects/QH01"
SECOND_ACCOUNT = """
[[wage_account]]
id = "abc"
contract = "QH01"
bank = "BK2"
bank_code = "102999900015"
number = "1502099909300000133"
name = "青禾建设集团有限公司（青禾县人民医院新院区农民工工资专用账户）"
profile = "icbc"
opened_on = 2026-10-20

[[contract]]
id = "QH01B"
project = "QH01"
owner = "OW1"
contractor = "GC2"
subcontractors = ["LW3"]
signed_on = 2026-11-01
amount = "60000000.00"
labour_share = "25 %"
months = 8
funding_day = 5
pay_day = 15
"""


def papers(service):
    filed = {"account": "ccb", "on": "2026-03-25", "document": "备案〔2026〕18号"}
    service.refused(service.post("bank.ccb", PROJECT + "/account-filings", filed), 403,
                    "access.not-permitted", "the bank files nothing")
    faults = service.post("li.clerk", PROJECT + "/account-filings", {"account": 1, "x": "y"})
    service.refused(faults, 400, "request.fields-refused", "every field is looked at")
    equal([one["pointer"] for one in faults.json["errors"]],
          ["/account", "/x", "/on", "/document"], "each fault has its place")
    made = service.post("li.clerk", PROJECT + "/account-filings", filed)
    equal((made.status, made.json["account"]), (201, "ccb"), "a filing")
    service.refused(service.post("li.clerk", PROJECT + "/account-filings", filed), 409,
                    "wage-account.filed-already", "filed once")
    service.refused(service.post("li.clerk", "/v1/projects/QH02/account-filings", filed), 404,
                    "payments.contract-unknown", "another one's account")


def duties(service):
    shown = service.get("li.clerk", PROJECT + "/wage-account", {"on": "2026-11-30"}).json
    equal(shown["on"], "2026-11-30", "the day asked for")
    check(any(one["duty"] == "file-account" for one in shown["duties"]), "its duties")
    listed = service.get("zhao.regulator", "/v1/regions/360799/wage-accounts", {"limit": 1}).json
    equal((listed["contracts"][0]["contract"], listed["next"] is None), ("QH01", False), "a page")
    service.refused(service.get("li.clerk", "/v1/regions/360799/wage-accounts"), 403,
                    "access.not-permitted", "a region is the regulator's")


def proposals(service):
    top_up = {"month": "2026-10", "amount": money("300000.00"), "reason": "抢工期"}
    change = {"from_month": "2026-12", "share": "26 %", "document": "补充协议1号"}
    made = service.post("li.clerk", PROJECT + "/labour-cost-changes", change)
    equal(made.status, 201, f"a supplement agreement {made.json}")
    decide = f"/v1/account-proposals/{made.json['id']}/decide"
    service.refused(service.post("li.clerk", decide, {}), 403, "access.not-permitted",
                    "the side that proposed does not agree")
    service.refused(service.post("chen.clerk", decide, {}), 404, "wage-account.proposal-unknown",
                    "another one's proposal is not there")
    service.refused(service.post("zhao.regulator", "/v1/account-proposals/QH01-T99/decide", {}), 404,
                    "wage-account.proposal-unknown", "no such proposal")
    made = service.post("li.clerk", PROJECT + "/top-ups", top_up)
    equal((made.status, made.json["amount"]), (201, money("300000.00")), "a top-up")
    service.refused(service.post("zhao.regulator", f"/v1/account-proposals/{made.json['id']}/decide",
                                 {"refused_for": " "}), 400, "request.fields-refused",
                    "to refuse is to say why")
    opening = {"account": "ccb", "balance": money("1000.00"), "on": "2026-10-31",
               "document": "询证函1号"}
    made = service.post("li.clerk", PROJECT + "/opening-balances", opening)
    equal(made.status, 201, f"an opening balance {made.json}")
    decided = service.post("bank.ccb", f"/v1/account-proposals/{made.json['id']}/decide",
                           {"refused_for": "余额不符"})
    equal((decided.status, decided.json["state"]), (200, "refused"), "the bank refuses it")


def bars(service):
    bar = {"kind": "case", "document": "立案〔2026〕5号"}
    made = service.post("zhao.regulator", PROJECT + "/closing-bars", bar)
    equal(made.status, 201, "a bar")
    closing = {"completed_on": "2026-09-01", "public_from": "2026-09-02", "promise": "承诺1号"}
    refused = service.post("li.clerk", PROJECT + "/account-closings", closing)
    service.refused(refused, 422, "wage-account.closing-barred", "what stands in the way")
    check("wage-account.bar-case" in [one["code"] for one in refused.json["findings"]],
          "all of it is told")
    lifted = service.post("zhao.regulator", f"/v1/closing-bars/{made.json['bar']}/lift",
                          {"document": "结案〔2026〕5号"})
    equal(lifted.status, 200, f"lifted {lifted.json}")
    service.refused(service.post("zhao.regulator", "/v1/account-closings/QH01-C01/confirm", {}), 404,
                    "wage-account.closing-unknown", "no such closing")


def works(service):
    started = {"on": "2026-03-10", "document": "开工报告〔2026〕1号"}
    service.refused(service.post("bank.ccb", PROJECT + "/works-start", started), 403,
                    "access.not-permitted", "the bank starts no works")
    made = service.post("li.clerk", PROJECT + "/works-start", started)
    equal((made.status, made.json.get("on")), (201, "2026-03-10"), f"works began: {made.bytes}")
    service.refused(service.post("li.clerk", PROJECT + "/works-start", started), 409,
                    "wage-account.started-already", "works begin once")


def non_funding(service):
    month = {"month": "2026-09"}
    report = PROJECT + "/non-funding-reports"
    service.refused(service.post("li.clerk", report, month), 422, "wage-account.not-noticed",
                    "nothing to pass on yet")
    noticed = service.post("bank.ccb", PROJECT + "/non-funding-notices", month)
    equal((noticed.status, noticed.json.get("state")), (201, "noticed"), f"{noticed.bytes}")
    service.refused(service.post("bank.ccb", PROJECT + "/non-funding-notices", month), 409,
                    "wage-account.noticed-already", "noticed once")
    reported = service.post("li.clerk", report, month)
    equal((reported.status, reported.json.get("state")), (201, "reported"), f"{reported.bytes}")


def move(service):
    service.refused(service.post("li.clerk", PROJECT + "/account-moves",
                                 {"to": "boc", "document": "变更〔2026〕1号"}), 422,
                    "payments.wage-account-unknown", "an account that was not loaded")
    loaded = service.post("zhao.regulator", "/v1/master-data", SECOND_ACCOUNT.encode())
    equal(loaded.status, 201, f"a second account and a successor: {loaded.bytes}")
    made = service.post("li.clerk", PROJECT + "/account-moves",
                        {"to": "abc", "document": "变更〔2026〕1号"})
    equal((made.status, made.json.get("to")), (201, "abc"), f"a change of bank: {made.bytes}")
    decide = f"/v1/account-proposals/{made.json['id']}/decide"
    service.refused(service.post("bank.ccb", decide, {}), 403, "access.not-permitted",
                    "the regulator agrees")
    agreed = service.post("zhao.regulator", decide, {})
    equal((agreed.status, agreed.json.get("account")), (200, "abc"), f"moved: {agreed.bytes}")


def succeed(service):
    path = PROJECT + "/succession"
    named = {"successor": "QH01B", "document": "解除合同〔2026〕1号"}
    service.refused(service.post("zhao.regulator", path, {**named, "successor": "QH02"}), 422,
                    "wage-account.successor-invalid", "a contract of another project")
    service.refused(service.post("li.clerk", path, named), 403, "access.not-permitted",
                    "the regulator says who goes on")
    made = service.post("zhao.regulator", path, named)
    equal((made.status, made.json.get("successor")), (201, "QH01B"), f"succeeded: {made.bytes}")


def apply_for_closing(service):
    closing = {"completed_on": "2026-09-01", "public_from": "2026-09-02", "promise": "承诺1号"}
    made = service.post("li.clerk", PROJECT + "/account-closings", closing)
    equal((made.status, bool(made.json.get("closing"))), (201, True), f"applied for: {made.bytes}")
    service.refused(service.post("li.clerk", PROJECT + "/account-closings", closing), 409,
                    "wage-account.closing-open", "applied for once")
    return "/v1/account-closings/" + made.json["closing"]


def close(service):
    path = apply_for_closing(service)
    service.refused(service.post("li.clerk", path + "/confirm", {}), 403, "access.not-permitted",
                    "the regulator confirms")
    refused = service.post("zhao.regulator", path + "/confirm", {"refused_for": "公示不全"})
    equal((refused.status, refused.json.get("state")), (200, "refused"), f"{refused.bytes}")
    path = apply_for_closing(service)
    service.refused(service.post("bank.icbc", path + "/close"), 409, "wage-account.closing-state",
                    "not before it is confirmed")
    confirmed = service.post("zhao.regulator", path + "/confirm", {})
    equal((confirmed.status, confirmed.json.get("state")), (200, "confirmed"), f"{confirmed.bytes}")
    service.refused(service.post("bank.ccb", path + "/close"), 403, "access.not-permitted",
                    "the account's bank closes it")
    closed = service.post("bank.icbc", path + "/close")
    equal((closed.status, closed.json.get("account")), (200, "abc"), f"closed: {closed.bytes}")


def main():
    with Folder() as folder:
        logins = ("li.clerk", "zhang.manager", "chen.clerk", "bank.ccb", "bank.icbc",
                  "zhao.regulator")
        with county(folder, logins) as service:
            papers(service)
            duties(service)
            proposals(service)
            bars(service)
            works(service)
            non_funding(service)
            move(service)
            succeed(service)
            close(service)
    finish("a wage account's duties are met over the network, by two persons")


main()
