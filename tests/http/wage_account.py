"""Wage accounts over HTTP: duties, filings, proposals that another person decides, bars."""
from client import Folder, check, county, equal, finish, money

PROJECT = "/v1/projects/QH01"


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
    service.refused(service.post("li.clerk", PROJECT + "/account-filings", filed), 422,
                    "wage-account.filed-already", "filed once")
    service.refused(service.post("li.clerk", "/v1/projects/QH02/account-filings", filed), 404,
                    "payments.contract-unknown", "another one's account")


def duties(service):
    shown = service.get("li.clerk", PROJECT + "/wage-account", {"on": "2026-11-30"}).json
    equal(shown["on"], "2026-11-30", "the day asked for")
    check(any(one["what"] == "file-account" for one in shown["duties"]), "its duties")
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
    equal((made.status, made.json["amount"]), (201, "300000.00"), "a top-up")
    service.refused(service.post("zhao.regulator", f"/v1/account-proposals/{made.json['id']}/decide",
                                 {"refused_for": " "}), 422, "request.field-malformed",
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


def main():
    with Folder() as folder:
        logins = ("li.clerk", "zhang.manager", "chen.clerk", "bank.ccb", "zhao.regulator")
        with county(folder, logins) as service:
            papers(service)
            duties(service)
            proposals(service)
            bars(service)
    finish("a wage account's duties are met over the network, by two persons")


main()
