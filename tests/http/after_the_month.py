"""After a county's month over HTTP: papers to print, suspense, a worker's new card."""
from client import Folder, check, demo, equal, finish, money, source_bytes

BATCH = "/v1/payrolls/QH01-202610-01"


def papers(service):
    sheets = service.get("li.clerk", BATCH + "/sheets").json["sheets"]
    check(sheets and "name" not in sheets[0], "the sheets by team")
    page = service.get("li.clerk", BATCH + "/sheets/1")
    equal((page.status, page.headers["content-type"]), (200, "text/html; charset=utf-8"), "a page")
    check("attachment" in page.headers["content-disposition"], "to be kept as a file")
    book = service.get("li.clerk", BATCH + "/sheets/1", {"format": "xlsx"})
    check(book.bytes.startswith(b"PK"), "a workbook")
    service.refused(service.get("li.clerk", BATCH + "/sheets/1", {"format": "pdf"}), 400,
                    "request.fields-refused", "pages and workbooks")
    service.refused(service.get("li.clerk", BATCH + "/sheets/99"), 404, "request.route-unknown",
                    "no such team")
    service.refused(service.get("zhao.regulator", BATCH + "/sheets"), 403, "access.not-permitted",
                    "papers with names are the contractor's and the bank's")
    service.refused(service.get("chen.clerk", BATCH + "/sheets"), 404, "payments.batch-unknown",
                    "another one's batch")
    voucher = service.get("bank.ccb", BATCH + "/vouchers").json["vouchers"][0]
    equal(service.get("bank.ccb", f"{BATCH}/vouchers/{voucher['employer']}").status, 200, "voucher")
    slip = service.get("li.clerk", BATCH + "/slips").json["slips"][0]
    equal(service.get("li.clerk", f"{BATCH}/slips/{slip['worker']}").status, 200, "a slip")


def withdraw_suspense_paper(service, paper):
    made = service.post("chen.clerk", "/v1/projects/QH02/suspense-papers", paper)
    path = f"/v1/suspense-papers/{made.json['paper']}/withdraw"
    service.refused(service.post("li.clerk", path), 404, "suspense.paper-unknown",
                    "another contractor sees no paper")
    taken = service.post("chen.clerk", path)
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("bank.icbc", path), 409, "suspense.paper-state",
                    "what was taken back is gone")


def explanations(service):
    entry = "/v1/bank-entries/QH02/icbc/000002/000001"
    service.refused(service.post("li.clerk", entry + "/unmatch", {"reason": "x"}), 404,
                    "payments.contract-unknown", "another one's entry")
    taken = service.post("chen.clerk", entry + "/unmatch", {"reason": "查看了另一批"})
    equal((taken.status, taken.json.get("was")), (200, "batch"), f"taken back: {taken.bytes}")
    target = {"target": "QH02-202610-01-F1"}
    service.refused(service.post("zhao.regulator", entry + "/confirm", {"target": "QH02-X"}), 422,
                    "reconcile.target-unknown", "a target that is not there")
    said = service.post("chen.clerk", entry + "/confirm", target)
    equal(said.status, 200, f"what it is: {said.bytes}")
    equal([one["kind"] for one in service.get("chen.clerk", entry).json["changes"]],
          ["unmatched", "confirmed"], "how it came about")
    shown = service.get("zhao.regulator", "/v1/projects/QH02/reconciliation")
    equal((shown.status, shown.json.get("balances")), (200, True), f"shown: {shown.bytes}")
    service.refused(service.get("li.clerk", "/v1/projects/QH02/reconciliation"), 404,
                    "payments.contract-unknown", "another one's reconciliation")


def suspense(service):
    statement = source_bytes("fixtures", "suspense", "statement-QH02-20261118.xml")
    equal(service.post("bank.icbc", "/v1/bank-files", statement).status, 201, "a statement")
    run = service.post("chen.clerk", "/v1/projects/QH02/reconciliation/run", {})
    equal(run.status, 200, "reconciled")
    listed = service.get("zhao.regulator", "/v1/projects/QH02/suspense").json
    equal((listed["credits"], listed["debits"], len(listed["items"])), (money("11262.25"), money("500.00"), 4),
          "what nobody could explain")
    owed = service.get("zhao.regulator", "/v1/projects/QH02/restitution")
    equal(owed.status, 200, f"what is owed back: {owed.bytes}")
    fee = listed["items"][0]["item"]
    paper = {"way": "owed-back", "item": fee, "party": "BK2", "document": "说明-1"}
    service.refused(service.post("li.clerk", "/v1/projects/QH01/suspense-papers", paper), 422,
                    "suspense.item-unknown", "another contract's entry")
    service.refused(service.post("chen.clerk", "/v1/projects/QH02/suspense-papers",
                                 {**paper, "way": "lottery"}), 400, "request.fields-refused",
                    "a way that is none")
    withdraw_suspense_paper(service, paper)
    made = service.post("chen.clerk", "/v1/projects/QH02/suspense-papers", paper)
    equal((made.status, made.json["state"]), (201, "proposed"), "proposed")
    path = f"/v1/suspense-papers/{made.json['paper']}"
    service.refused(service.post("chen.clerk", path + "/approve"), 403, "access.not-permitted",
                    "the other side approves")
    service.refused(service.post("bank.ccb", path + "/approve"), 404, "suspense.paper-unknown",
                    "another bank sees no paper")
    booked = service.post("bank.icbc", path + "/approve")
    equal((booked.status, booked.json["state"]), (200, "approved"), "approved")
    service.refused(service.post("bank.icbc", path + "/approve"), 409, "suspense.paper-state", "once")
    equal(service.get("chen.clerk", path).json["entry"]["item"], fee, "the paper and its entry")


def worker_change(service):
    worker = service.get("li.clerk", "/v1/projects/QH01/roster").json["workers"][0]["worker"]
    change = {"worker": worker, "phone": "10016655859", "document": "变更-1"}
    service.refused(service.post("bank.ccb", "/v1/projects/QH01/worker-changes", change), 403,
                    "access.not-permitted", "the contractor proposes")
    made = service.post("li.clerk", "/v1/projects/QH01/worker-changes", change)
    equal((made.status, made.json["state"]), (201, "proposed"), f"proposed {made.json}")
    path = f"/v1/worker-changes/{made.json['change']}"
    service.refused(service.post("li.clerk", path + "/approve"), 403, "access.same-person",
                    "another person approves")
    equal(service.post("zhang.manager", path + "/approve").json["state"], "approved", "approved")
    service.refused(service.post("li.clerk", path + "/withdraw"), 409, "worker.change-state", "over")
    listed = service.get("zhang.manager", "/v1/projects/QH01/worker-changes")
    equal([one["state"] for one in listed.json["changes"]], ["approved"], "the changes")
    check(change["phone"] not in listed.bytes.decode(), "no number in full")


def withdraw_worker_change(service):
    worker = service.get("li.clerk", "/v1/projects/QH01/roster").json["workers"][1]["worker"]
    made = service.post("li.clerk", "/v1/projects/QH01/worker-changes",
                        {"worker": worker, "phone": "10016655859", "document": "变更-2"})
    equal(made.status, 201, f"proposed: {made.bytes}")
    path = f"/v1/worker-changes/{made.json['change']}"
    service.refused(service.post("chen.clerk", path + "/withdraw"), 404, "worker.change-unknown",
                    "another contractor sees no change")
    taken = service.post("li.clerk", path + "/withdraw")
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("zhang.manager", path + "/approve"), 409, "worker.change-state",
                    "what was taken back is gone")


def remit(service):
    path = "/v1/projects/QH01/remittances"
    asked = {"kind": "tax", "withholder": "LW1", "amount": money("107.11"), "period": "2026-10",
             "voucher": "T-1", "on": "2026-11-18"}
    service.refused(service.post("bank.ccb", path, asked), 403, "access.not-permitted",
                    "a bank remits nothing")
    service.refused(service.post("li.clerk", path, {**asked, "kind": "rain"}), 400,
                    "request.fields-refused", "a kind that is none")
    done = service.post("li.clerk", path, asked)
    equal((done.status, done.json.get("remittance")), (201, "QH01-W01"), f"remitted: {done.bytes}")
    listed = service.get("li.clerk", "/v1/projects/QH01/withheld").json["withheld"]
    equal([one["remitted"] for one in listed if one["withholder"] == "LW1"], [money("107.11")],
          "what was remitted")


def main():
    with Folder() as folder:
        logins = ("li.clerk", "zhang.manager", "chen.clerk", "bank.ccb", "bank.icbc",
                  "zhao.regulator")
        with demo(folder, logins) as service:
            papers(service)
            explanations(service)
            suspense(service)
            worker_change(service)
            withdraw_worker_change(service)
            remit(service)
    finish("what follows a month is done over the network")


main()
