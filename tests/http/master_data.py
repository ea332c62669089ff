"""Regions, projects, contracts, parties and rosters over HTTP: what each key sees, and loading."""
from client import FIXTURES, Folder, check, county, equal, finish, source_bytes

NEW_PROJECT = """
[[project]]
id = "QH03"
name = "青禾第二小学"
region = "360799"
"""


def sees_what_concerns_it(service):
    equal([one["region"] for one in service.get("li.clerk", "/v1/regions").json["regions"]],
          ["360799"], "the region of the own contract")
    equal(service.get("zhao.regulator", "/v1/regions/360799").json["region"], "360799", "a region")
    service.refused(service.get("li.clerk", "/v1/regions/360799"), 403, "access.not-permitted",
                    "a contractor sees no sums of a region")
    overview = service.get("zhao.regulator", "/v1/regions/360700/overview").json
    equal([one["contract"] for one in overview["contracts"]], ["QH01", "QH02"], "region overview")
    service.refused(service.get("regional", "/v1/regions/360799/overview"), 404,
                    "request.route-unknown", "a key for projects opens no region")

    month = {"month": "2026-11"}
    table = service.get("zhao.regulator", "/v1/regions/360700/monthly-report", month).json
    equal(([one["contract"] for one in table["contracts"]], table["count"]["with_account"]),
          (["QH01", "QH02"], 2), "the month's table")
    for who, refused in (("li.clerk", "access.not-permitted"), ("regional", "request.route-unknown")):
        equal(service.get(who, "/v1/regions/360700/monthly-report", month).code, refused,
              "for those who see the region's sums")
    ahead = service.get("zhao.regulator", "/v1/regions/360700/monthly-report", {"month": "2027-11"})
    service.refused(ahead, 422, "report.month-ahead", "no month that has not begun")

    equal([one["project"] for one in service.get("li.clerk", "/v1/projects").json["projects"]],
          ["QH01"], "the contractor's projects")
    equal([one["project"] for one in service.get("zhao.regulator", "/v1/projects").json["projects"]],
          ["QH01", "QH02"], "the regulator's projects")
    equal([one["project"] for one in service.get("regional", "/v1/projects").json["projects"]],
          ["QH02"], "the scope's projects")
    shown = service.get("li.clerk", "/v1/projects/QH01")
    equal((shown.status, shown.json.get("project")), (200, "QH01"), f"a project: {shown.bytes}")
    service.refused(service.get("li.clerk", "/v1/projects/QH02"), 404, "payments.contract-unknown",
                    "another one's project is not there")
    contract = service.get("li.clerk", "/v1/contracts/QH01")
    equal((contract.json["owner"], [one["account"] for one in contract.json["wage_accounts"]]),
          ("OW1", ["ccb"]), "a contract")
    check(contract.headers["etag"].startswith('"'), "a contract has its version")
    service.refused(service.get("li.clerk", "/v1/contracts/QH02"), 404,
                    "payments.contract-unknown", "another one's contract is not there")
    first = service.get("zhao.regulator", "/v1/contracts", {"limit": 1}).json
    second = service.get("zhao.regulator", "/v1/contracts", {"limit": 1, "cursor": first["next"]}).json
    equal([first["contracts"][0]["contract"], second["contracts"][0]["contract"], second["next"]],
          ["QH01", "QH02", None], "pages of contracts")
    equal([one["party"] for one in service.get("li.clerk", "/v1/parties").json["parties"]],
          ["BK1", "GC1", "LW1", "LW2", "OW1"], "the parties of the own contract")
    check(len(service.get("zhao.regulator", "/v1/parties").json["parties"]) == 10, "all parties")
    service.refused(service.get("li.clerk", "/v1/parties/GC2"), 404, "request.route-unknown",
                    "another one's contractor")
    equal(service.get("li.clerk", "/v1/parties/GC1").json["party"], "GC1", "a party")


def loads_master_data(service):
    path = "/v1/master-data"
    bad = b'[[project]]\nid = "QH04"\nname = "x"\nregion = "999999"\n'
    checked = service.post("zhao.regulator", path + "/check", bad).json
    equal((checked["accepted"], checked["findings"][0]["row"] > 0), (False, True), "findings by row")
    refused = service.post("zhao.regulator", path, bad)
    service.refused(refused, 422, "payments.data-refused", "a file with faults is not loaded")
    equal(refused.json["findings"], checked["findings"], "the findings come back")
    service.refused(service.post("li.clerk", path, NEW_PROJECT.encode()), 403,
                    "access.not-permitted", "the regulator loads")
    service.refused(service.post("regional", path, NEW_PROJECT.encode()), 403,
                    "access.not-permitted", "a key for some projects loads nothing")
    loaded = service.post("zhao.regulator", path, NEW_PROJECT.encode(), key="load-1")
    equal((loaded.status, loaded.json["projects"]), (201, 1), "a new project")
    again = service.post("zhao.regulator", path, NEW_PROJECT.encode(), key="load-1")
    equal((again.status, again.json["entry"], again.headers.get("idempotency-replayed")),
          (201, loaded.json["entry"], "true"), "loaded once")
    other = NEW_PROJECT.replace("第二", "第三").encode()
    service.refused(service.post("zhao.regulator", path, other, key="load-1"), 422,
                    "ledger.key-reused", "another file under the same key")


def loads_rosters(service):
    path = "/v1/projects/QH01/roster"
    roster = service.get("li.clerk", path, {"limit": 2})
    worker = roster.json["workers"][0]
    check("*" in worker["id_no"] and "*" in worker["card"], "numbers are masked")
    equal(len(roster.json["workers"]), 2, "a page of the roster")
    table = source_bytes(*FIXTURES, "roster-QH01.csv")
    for secret in table.decode().splitlines()[1].split(",")[2:5]:
        check(secret not in roster.bytes.decode(), "no number in full")
    service.refused(service.get("zhao.regulator", path), 403, "access.not-permitted",
                    "names are for the contractor and the bank")
    service.refused(service.get("li.clerk", "/v1/projects/QH02/roster"), 404,
                    "payments.contract-unknown", "another one's roster")

    changed = table.replace("钢筋一班".encode(), "钢筋九班".encode())
    service.refused(service.post("li.clerk", path + "s", changed), 428, "request.if-match",
                    "a roster is replaced by who has read it")
    tag = {"If-Match": roster.headers["etag"]}
    loaded = service.post("li.clerk", path + "s", changed, key="r1", headers=tag)
    equal(loaded.status, 201, f"a roster loaded anew {loaded.json}")
    check(int(loaded.json["roster_entries"]) > 0, "its teams changed")
    again = service.post("li.clerk", path + "s", changed, key="r1", headers=tag)
    equal((again.json["entry"], again.headers.get("idempotency-replayed")),
          (loaded.json["entry"], "true"), "a repeated request is answered as before")
    service.refused(service.post("li.clerk", path + "s", table, headers=tag), 412,
                    "data.roster-changed", "somebody has loaded another one since")
    service.refused(service.post("li.clerk", path + "s", table, headers={"If-Match": '"x"'}), 412,
                    "request.changed-since", "no version of ours")
    service.refused(service.post("li.clerk", path + "s", table, headers={"If-Match": "x"}), 400,
                    "request.if-match-no-tag", "no tag at all")
    lines = table.decode().splitlines()
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:2], "999999200309289435", *cells[3:]])
    bad = "\n".join(lines).encode()
    checked = service.post("li.clerk", path + "s/check", bad).json
    equal(checked["accepted"], False, "an identity number that cannot be")
    check(any(one["row"] == 2 and one["cell"] == "C2" for one in checked["findings"]),
          f"the finding's cell: {checked['findings'][:2]}")
    refused = service.post("li.clerk", path + "s", bad,
                           headers={"If-Match": service.get("li.clerk", path).headers["etag"]})
    service.refused(refused, 422, "payments.data-refused", "a roster with faults")
    equal(refused.json["findings"], checked["findings"], "its findings come back")


def main():
    with Folder() as folder:
        service = county(folder, ("li.clerk", "zhao.regulator"))
        service.make_key("qian.regulator", "regional", ("--project", "QH02"))
        with service:
            sees_what_concerns_it(service)
            loads_master_data(service)
            loads_rosters(service)
    finish("master data is seen by whom it concerns, and loaded with its findings")


main()
