"""Emergency funds over the network: two persons, a scheme's quote, an advance and its answer."""
from client import Folder, check, county, equal, finish, money, owe_wages

LOGINS = ("li.clerk", "zhang.manager", "zhao.regulator", "qian.regulator", "bank.ccb", "bank.icbc")


def quote(service):
    asked = {"region": "360799", "cause": "absconded", "arrears": ["2026-09=3000.00"],
             "on": "2026-11-25", "deposit": "exhausted", "incident_feared": True}
    answer = service.post("li.clerk", "/v1/fund-quotes", asked)
    check(answer.status == 200 or answer.code == "rules.none-in-force", f"quote: {answer.bytes}")
    bad = service.post("li.clerk", "/v1/fund-quotes", {**asked, "arrears": ["3000.00"]})
    service.refused(bad, 400, "request.fields-refused", "arrears without their month")
    equal(bad.json["errors"][0]["pointer"], "/arrears", "a refusal names the field")


def open_fund(service):
    asked = {"fund": "F1", "region": "360799", "name": "应急周转金"}
    service.refused(service.post("li.clerk", "/v1/funds", asked), 403, "access.not-permitted",
                    "a contractor opens no fund")
    service.refused(service.post("elsewhere", "/v1/funds", asked), 404, "request.route-unknown",
                    "a region outside the key's scope")
    equal(service.post("zhao.regulator", "/v1/funds", asked).status, 201, "a fund")
    service.refused(service.get("elsewhere", "/v1/funds/F1"), 404, "fund.unknown",
                    "a fund outside the key's scope is as unknown as none")
    equal(service.get("elsewhere", "/v1/funds").json["funds"], [], "and in no list")


def move(service):
    given = service.post("zhao.regulator", "/v1/funds/F1/movements",
                         {"kind": "appropriated", "amount": money("2000000.00"),
                          "document": "财预〔2026〕1号"})
    equal((given.status, given.json.get("state")), (201, "booked"), f"given: {given.bytes}")
    back = service.post("zhao.regulator", "/v1/funds/F1/movements",
                        {"kind": "given-back", "amount": money("500000.00"),
                         "document": "财预〔2026〕2号"})
    equal((back.status, back.json.get("state")), (201, "proposed"), "giving back takes two")
    path = "/v1/funds/" + back.json["movement"].replace("/", "/movements/")
    service.refused(service.post("zhao.regulator", path + "/approve"), 403, "access.same-person",
                    "nobody approves what they proposed")
    service.refused(service.post("elsewhere", path + "/approve"), 404, "fund.unknown",
                    "outside the scope")
    equal(service.post("qian.regulator", path + "/approve").json.get("state"), "booked",
          "another person approves")
    gone = service.post("zhao.regulator", "/v1/funds/F1/movements/0077/withdraw")
    equal((gone.status, gone.code), (404, "fund.movement-unknown"), "no such movement")
    shown = service.get("zhao.regulator", "/v1/funds/F1")
    equal(shown.json["held"], money("1500000.00"), f"a fund's money: {shown.bytes}")
    equal(len(service.get("zhao.regulator", "/v1/funds", query={"limit": 1}).json["funds"]), 1,
          "funds listed")


def advance(service, lines):
    asked = {"fund": "F1", "decision": "垫付〔2026〕3号", "bank": "BK2", "cause": "absconded",
             "incident_feared": True, "lines": lines[:2]}
    service.refused(service.post("zhang.manager", "/v1/projects/QH01/fund-payments", asked), 403,
                    "access.not-permitted", "a contractor advances nothing")
    service.refused(service.post("zhao.regulator", "/v1/projects/QH01/fund-payments",
                                 {**asked, "fund": "F9"}),
                    422, "fund.unknown", "a fund that is not there")
    proposed = service.post("zhao.regulator", "/v1/projects/QH01/fund-payments", asked)
    if proposed.status != 201:  # the scheme of the place decides; what it says is a problem
        equal(proposed.headers["content-type"], "application/problem+json", "a scheme's refusal")
        return
    path = "/v1/fund-payments/" + proposed.json["payment"]
    service.refused(service.post("zhao.regulator", path + "/approve"), 403, "access.same-person",
                    "nobody approves what they proposed")
    equal(service.post("qian.regulator", path + "/approve").status, 200, "the first approval")
    service.refused(service.get("bank.ccb", "/v1/fund-payments/F1-P0077"), 404,
                    "fund.payment-unknown", "no such payment")


def main():
    with Folder() as folder:
        service = county(folder, LOGINS)
        service.make_key("zhao.regulator", "elsewhere", scope=("--region", "110000"))
        with service:
            quote(service)
            open_fund(service)
            move(service)
            advance(service, owe_wages(service))
    finish("emergency funds over the network")


main()
