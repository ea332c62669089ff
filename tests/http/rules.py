"""Rules, taxes and identifiers over the network: what anybody with a key may ask."""
from client import Folder, check, county, equal, finish, money, source_bytes
from harness import run_json

LOGINS = ("li.clerk", "zhang.manager", "bank.ccb", "zhao.regulator")


def rules(service):
    listed = service.get("li.clerk", "/v1/rules", query={"region": "360799", "on": "2026-11-01"})
    check(listed.status == 200 and listed.json["rules"], f"rules: {listed.bytes[:300]}")
    check(all(one["in_force"] for one in listed.json["rules"]), "in force at the place and day")
    kinds = service.get("li.clerk", "/v1/rules", query={"kind": "deadline"}).json["rules"]
    equal({one["kind"] for one in kinds}, {"deadline"}, "of one kind")
    one = listed.json["rules"][0]
    shown = service.get("li.clerk", "/v1/rules/" + one["id"])
    equal((shown.status, shown.json["id"], shown.json["file"]), (200, one["id"], None), "one rule")
    check(shown.json["source"], "with its source")
    equal(service.get("li.clerk", "/v1/rules/none").status, 404, "no such rule")
    bad = service.get("li.clerk", "/v1/rules", query={"region": "99"})
    service.refused(bad, 400, "request.fields-refused", "a region that is none")
    equal(service.get(None, "/v1/rules").status, 401, "a key is asked for")


def rule_files(service, folder):
    """A file is checked and compared as the command does it."""
    shipped = source_bytes("payments", "rules", "data", "rules", "330000-zhejiang.toml")
    changed = shipped.replace(b'arrears_share = "30 %"', b'arrears_share = "40 %"')
    faulty = shipped.replace(b'arrears_share = "30 %"', b"arrears_share = 30 %")
    file = folder.at("zhejiang.toml")
    with open(file, "wb") as written:
        written.write(changed)
    checked = service.post("zhao.regulator", "/v1/rules/check", changed)
    code, told = run_json("rules", "check", file)
    told["files"][0]["file"] = None  # a request has no name
    equal((checked.status, checked.json, code), (200, told, 0), "what the command says")
    refused = service.post("zhao.regulator", "/v1/rules/check", faulty).json
    finding = refused["files"][0]["findings"][0]
    equal((refused["accepted"], finding["code"]), (False, "data.syntax"), "a faulty file")
    check("quotes" in finding["message"], f"what was found and what to do: {finding}")
    sides = {"before": "330000", "after": changed.decode()}
    differs = service.post("zhao.regulator", "/v1/rules/diff", sides)
    equal((0, differs.json), run_json("rules", "diff", "330000", file), "what the command says")
    equal([one["id"] for one in differs.json["changed"]], ["ouhai.fund"], "the rule that differs")
    national = source_bytes("payments", "rules", "data", "rules", "national.toml").decode()
    same = service.post("zhao.regulator", "/v1/rules/diff", {"before": national, "after": national})
    equal((same.status, same.json.get("changed")), (200, []), "the longest file that ships")
    longer = national + "#" * (256 << 10)
    told = service.post("zhao.regulator", "/v1/rules/diff", {**sides, "after": longer})
    service.refused(told, 400, "request.fields-refused", "longer than a file may be")
    check("256 KiB" in told.json["errors"][0]["message"], f"with the limit: {told.bytes}")
    bad = service.post("zhao.regulator", "/v1/rules/diff", {**sides, "after": faulty.decode()})
    service.refused(bad, 422, "file.rules-refused", "a faulty side")
    check(bad.json["findings"], "with its faults")
    service.refused(service.post("li.clerk", "/v1/rules/check", changed), 403,
                    "access.not-permitted", "not for contractors")


def taxes(service):
    asked = {"income": money("8000.00"), "month_count": 5, "prior_income": money("32000.00"),
             "prior_tax": money("210.00"), "on": "2026-05-31"}
    wages = service.post("li.clerk", "/v1/tax-quotes/wages", asked)
    equal(wages.status, 200, f"tax on wages: {wages.bytes}")
    check(wages.json["steps"], "with its steps")
    labour = service.post("li.clerk", "/v1/tax-quotes/labour",
                          {"income": money("5000.00"), "on": "2026-05-31"})
    equal((labour.status, labour.json.get("method")), (200, "labour"), "tax on labour")
    mixed = service.post("li.clerk", "/v1/tax-quotes/labour",
                         {"income": money("5000.00"), "month_count": 5})
    service.refused(mixed, 400, "request.fields-refused", "labour is taxed payment by payment")
    del asked["month_count"]
    service.refused(service.post("li.clerk", "/v1/tax-quotes/wages", asked), 400,
                    "request.fields-refused", "what came before takes a second month")
    equal(service.get("li.clerk", "/v1/projects/QH01/withheld").json, {"withheld": []},
          "nothing was withheld yet")
    remit = {"kind": "tax", "withholder": "GC1", "amount": money("1.00"), "period": "2026-10",
             "voucher": "V1", "on": "2026-11-02"}
    service.refused(service.post("li.clerk", "/v1/projects/QH01/remittances", remit), 422,
                    "withholding.more-than-payable", "nothing to remit")
    service.refused(service.post("bank.ccb", "/v1/projects/QH01/remittances", remit), 403,
                    "access.not-permitted", "a bank remits nothing")
    service.refused(service.post("li.clerk", "/v1/projects/QH02/remittances", remit), 404,
                    "payments.contract-unknown", "another contractor's project")


def identifiers(service):
    good = service.post("bank.ccb", "/v1/identifiers/check",
                        {"kind": "uscc", "value": "91999999900000882J"})
    equal((good.status, good.json.get("valid")), (200, True), f"a credit code: {good.bytes}")
    number = "110105194912310020"
    wrong = service.post("bank.ccb", "/v1/identifiers/check",
                         {"kind": "resident-id", "value": number})
    equal((wrong.status, wrong.json.get("valid"), wrong.json.get("code")),
          (200, False, "id.check-digit"), f"a wrong digit: {wrong.bytes}")
    check(number.encode() not in wrong.bytes, "the number is not said again")
    service.refused(service.post("bank.ccb", "/v1/identifiers/check",
                                 {"kind": "phone", "value": "1"}),
                    400, "request.fields-refused", "a kind that is none")


def main():
    with Folder() as folder:
        with county(folder, LOGINS) as service:
            rules(service)
            rule_files(service, folder)
            taxes(service)
            identifiers(service)
    finish("rules, taxes and identifiers over the network")


main()
