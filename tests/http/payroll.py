"""A payroll from the table to the bank and back: instructed, answered, and paid again where it
failed."""
from client import Folder, county, equal, finish, money, source_bytes

PROJECT = "/v1/projects/QH01"


def fixture(name):
    return source_bytes("fixtures", "county", name)


def pay(service):
    service.post("bank.ccb", PROJECT + "/funding-receipts",
                 {"amount": money("2100000.00"), "reference": "FD-QH01-202610"})
    service.now = "2026-11-10T10:10:00+08:00"
    batch = service.post("li.clerk", PROJECT + "/payrolls", fixture("wages-2026-10-QH01.csv"),
                         query={"month": "2026-10", "confirmed": "true"}).json["batch"]
    service.refused(service.post("zhang.manager", f"/v1/payrolls/{batch}/instruct", {}), 409,
                    "payments.batch-state", "nothing is instructed before it is approved")
    equal(service.post("zhang.manager", f"/v1/payrolls/{batch}/approve").status, 200, "approved")
    wrong = service.post("zhang.manager", f"/v1/payrolls/{batch}/instruct", {"shortfall": "never"})
    equal(wrong.code, "request.fields-refused", "a choice that there is not")
    sent = service.post("zhang.manager", f"/v1/payrolls/{batch}/instruct", {})
    equal((sent.status, sent.json["files"]), (201, batch + "-F1"), "instructed")
    return batch


def pay_again(service, batch):
    service.now = "2026-11-12T16:00:00+08:00"
    service.post("bank.ccb", "/v1/bank-files", fixture(f"result-{batch}-F1.xml"))
    service.now = "2026-11-16T09:00:00+08:00"
    early = service.post("li.clerk", PROJECT + "/payrolls/repair", b"\xff\xfe\x00",
                         query={"month": "2026-10"})
    equal((early.status, early.code), (422, "payments.repair-invalid"), "no table")
    rows = fixture("repair-QH01.csv").decode("utf-8-sig").splitlines()
    failed = [row for row in rows[1:] if not row.startswith("QH01-202610-01-0007")]
    table = "\n".join([rows[0], *failed[:1]]).encode()
    again = service.post("li.clerk", PROJECT + "/payrolls/repair", table, query={"month": "2026-10"})
    equal(again.status, 201, f"a repair: {again.bytes[:300]}")


def main():
    with Folder() as folder, county(folder, ("li.clerk", "zhang.manager", "bank.ccb")) as service:
        pay_again(service, pay(service))
    finish("a payroll goes to the bank, and what failed is paid again")


main()
