"""A contract's bank month over HTTP: funding, files from the bank, quarantine, reconciliation."""
from client import FIXTURES, Folder, check, county, equal, finish, money, source_bytes

PROJECT = "/v1/projects/QH01"


def funding(service):
    service.now = "2026-11-06T15:00:00+08:00"
    due = service.post("li.clerk", PROJECT + "/labour-cost-due", {"month": "2026-10"})
    equal((due.status, due.json["month"]), (201, "2026-10"), "labour cost is due")
    listed = service.get("zhao.regulator", PROJECT + "/labour-cost-due").json["dues"]
    equal([one["amount"] for one in listed], [due.json["amount"]], "what is due")
    gift = {"amount": money("2100000.00"), "reference": "FD-QH01-202610"}
    service.refused(service.post("zhao.regulator", PROJECT + "/funding-receipts", gift), 403,
                    "access.not-permitted", "a regulator books no money")
    service.refused(service.post("bank.ccb", PROJECT + "/funding-receipts",
                                 {**gift, "from": "uncle"}), 400, "request.fields-refused",
                    "owner or contractor")
    equal(service.post("bank.ccb", PROJECT + "/funding-receipts", gift).status, 201, "received")
    service.refused(service.post("bank.ccb", PROJECT + "/funding-receipts", gift), 409,
                    "payments.funding-exists", "a reference is booked once")
    listed = service.get("li.clerk", PROJECT + "/funding-receipts").json["receipts"]
    equal([(one["reference"], one["matched_by"]) for one in listed], [("FD-QH01-202610", None)],
          "no statement has shown it yet")


def bank_files(service):
    service.now = "2026-11-06T23:00:00+08:00"
    statement = source_bytes(*FIXTURES, "statement-QH01-20261106.xml")
    read = service.post("li.clerk", "/v1/bank-files/read", statement).json
    equal((read["kind"], read["accepted"]), ("statement", True), "a file is read")
    unknown = service.post("li.clerk", "/v1/bank-files/read", b"<x/>").json
    check(not unknown["accepted"] and unknown["findings"], "a strange file has findings")
    service.refused(service.post("narrow", "/v1/bank-files", statement), 422,
                    "payments.wage-account-unknown", "outside the key's scope")
    taken = service.post("bank.ccb", "/v1/bank-files", statement, key="s1")
    equal((taken.status, taken.json["kind"]), (201, "statement"), "a statement is imported")
    again = service.post("bank.ccb", "/v1/bank-files", statement, key="s1")
    equal(again.json["entry"], taken.json["entry"], "imported once")
    service.refused(service.post("bank.ccb", "/v1/quarantine", statement), 409,
                    "payments.duplicate-file", "what was taken needs no quarantine")
    refused = service.post("bank.ccb", "/v1/bank-files", statement.replace(b"2100000.00", b"2100001.00"))
    check(refused.status >= 400, "a statement that does not add up is refused")
    service.refused(service.post("bank.ccb", "/v1/bank-files", b"<x/>"), 422,
                    "payments.bank-file-refused", "a strange file is refused")
    equal(service.get("li.clerk", PROJECT + "/quarantine").json["files"], [], "nothing waits")
    service.refused(service.post("bank.ccb", "/v1/quarantine/QH01-Z01/release", {}), 404,
                    "quarantine.unknown", "no such file")
    equal(service.get("li.clerk", PROJECT + "/recalls").json["recalls"], [], "no recalls")


def reconciliation(service):
    run = service.post("li.clerk", PROJECT + "/reconciliation/run", {"on": "2026-11-06"})
    equal((run.status, run.json["statements"], run.json["reconciled"], run.json["unexplained"]),
          (200, 1, 1, 0), f"the day is reconciled {run.json}")
    day = service.get("li.clerk", PROJECT + "/reconciliation", {"on": "2026-11-06"}).json
    check(day["balances"], "its identity holds")
    statement = PROJECT + "/reconciliation/statement"
    page = service.get("li.clerk", statement, {"on": "2026-11-06"})
    check("2,100,000.00" in page.bytes.decode(), f"the statement to print: {page.bytes[:200]}")
    book = service.get("bank.ccb", statement, {"on": "2026-11-06", "account": "ccb", "format": "xlsx"})
    equal((book.status, book.bytes[:2]), (200, b"PK"), "as a workbook")
    service.refused(service.get("li.clerk", statement, {"on": "2026-11-05"}), 422,
                    "payments.statement-missing", "no statement of that day")
    entry = day["statements"][0]["entries"][0]["id"]
    shown = service.get("zhao.regulator", f"/v1/bank-entries/{entry}").json
    equal((shown["entry"], shown["changes"]), (entry, []), "an entry by its id")
    service.refused(service.get("li.clerk", "/v1/bank-entries/QH01/ccb/000001/000099"), 404,
                    "reconcile.entry-unknown", "no such entry")
    service.refused(service.get("li.clerk", "/v1/bank-entries/QH02/icbc/000001/000001"), 404,
                    "payments.contract-unknown", "another one's entry")
    service.refused(service.post("li.clerk", f"/v1/bank-entries/{entry}/unmatch", {"reason": " "}),
                    422, "reconcile.reason-missing", "to take back is to say why")
    for path in ("items", "suggestions", "alarms", "days"):
        equal(service.get("li.clerk", f"{PROJECT}/reconciliation/{path}").status, 200, path)
    sign = PROJECT + "/reconciliation/days/sign"
    day = {"on": "2026-11-06"}
    service.refused(service.post("zhao.regulator", sign, day), 403, "access.not-permitted",
                    "the two sides sign")
    equal(service.post("bank.ccb", sign, day).json["state"], "half-signed", "the bank signs")
    equal(service.post("li.clerk", sign, day).json["state"], "signed", "the contractor signs")
    service.refused(service.post("zhao.regulator", f"/v1/bank-entries/{entry}/unmatch",
                                 {"reason": "x"}), 409, "reconcile.day-signed", "a signed day")


def price(service):
    certified = {"amount": money("1500000.00"), "document": "计量〔2026〕10号"}
    service.refused(service.post("bank.ccb", PROJECT + "/price-certificates", certified), 403,
                    "access.not-permitted", "a bank certifies no works")
    made = service.post("li.clerk", PROJECT + "/price-certificates", certified)
    equal(made.status, 201, f"progress is certified: {made.bytes}")
    paid = {"amount": money("1500000.01"), "document": "付款〔2026〕10号"}
    service.refused(service.post("li.clerk", PROJECT + "/price-payments", paid), 422,
                    "price.more-than-open", "more than is open is not paid")
    made = service.post("li.clerk", PROJECT + "/price-payments",
                        {**paid, "amount": money("240000.00")})
    equal((made.status, made.json.get("open")), (201, money("1260000.00")), f"paid: {made.bytes}")


def keep(service, day):
    """A statement that does not join goes into quarantine; its path."""
    statement = source_bytes(*FIXTURES, f"statement-QH01-{day}.xml")
    service.refused(service.post("bank.ccb", "/v1/bank-files", statement), 422,
                    "payments.statement-gap", "a day is missing before it")
    service.refused(service.post("zhao.regulator", "/v1/quarantine", statement), 403,
                    "access.not-permitted", "files come from the bank or the contractor")
    kept = service.post("bank.ccb", "/v1/quarantine", statement)
    equal(kept.status, 201, f"it waits: {kept.bytes}")
    return "/v1/quarantine/" + kept.json["id"]


def quarantine(service):
    service.now = "2026-11-17T23:00:00+08:00"
    path = keep(service, "20261113")
    service.refused(service.post("li.clerk", path + "/reject", {"reason": "x"}), 403,
                    "access.not-permitted", "a contractor rejects no statement")
    why = {"reason": "重复下载的对账单"}
    service.refused(service.post("bank.ccb", path + "/reject", why), 403, "access.same-person",
                    "who put it there does not end it")
    rejected = service.post("zhao.regulator", path + "/reject", why)
    equal((rejected.status, rejected.json.get("state")), (200, "rejected"), f"{rejected.bytes}")
    service.refused(service.post("zhao.regulator", path + "/reject", why), 409, "quarantine.state",
                    "what was rejected waits no more")
    for who in ("zhao.regulator", "li.clerk"):
        service.refused(service.post(who, path + "/release", why), 409, "quarantine.state",
                        "and is not released, whoever asks")
    path = keep(service, "20261117")
    asked = service.post("li.clerk", path + "/release", {"reason": "银行确认当日无其他明细"})
    equal((asked.status, asked.json.get("state")), (200, "proposed"), f"asked: {asked.bytes}")
    service.refused(service.post("li.clerk", path + "/release", {}), 403, "access.not-permitted",
                    "the side that asked does not answer")
    released = service.post("zhao.regulator", path + "/release", {})
    equal((released.status, released.json.get("state")), (200, "released"), f"{released.bytes}")
    listed = service.get("li.clerk", PROJECT + "/quarantine").json["files"]
    equal([one["state"] for one in listed], ["rejected", "released"], "what became of them")


def main():
    with Folder() as folder:
        service = county(folder, ("li.clerk", "bank.ccb", "zhao.regulator"))
        service.make_key("bank.ccb", "narrow", ("--project", "QH02"))
        with service:
            funding(service)
            bank_files(service)
            reconciliation(service)
            price(service)
            quarantine(service)
    finish("a bank's month goes into the books over the network")


main()
