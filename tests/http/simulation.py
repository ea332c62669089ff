"""Simulations over the network: started, watched, cancelled; the same bytes as the command's."""
from client import Folder, check, county, equal, finish, source_bytes
from harness import run_json
from simulations import hire_policy_staff, played, scenario, wait, written

SCENARIO = ("fixtures", "scenarios", "as-it-is.toml")


def begins_from(service):
    """What ships, and what the book counts."""
    baselines = service.get("sun.policy", "/v1/baselines").json["baselines"]
    equal([one["baseline"] for one in baselines], ["county-2026", "prefecture-2026", "province-2026"],
          "the baselines that ship")
    text = service.get("sun.policy", "/v1/baselines/county-2026").bytes.decode()
    check("[size]" in text or "schema" in text, "one of them to read")
    service.refused(service.get("sun.policy", "/v1/baselines/moon"), 404, "simulate.baseline-unknown",
                    "none of another name")
    names = [one["scenario"] for one in service.get("sun.policy", "/v1/scenarios").json["scenarios"]]
    check("as-it-is" in names, f"the scenarios that ship: {names}")
    equal(service.get("sun.policy", "/v1/scenarios/as-it-is").bytes, source_bytes(*SCENARIO), "a scenario")
    equal(service.get("sun.policy", "/v1/scenarios/other").status, 404, "none of another name")
    counted = service.get("sun.policy", "/v1/regions/360799/baseline", {"on": "2026-11-01"})
    equal(counted.status, 200, f"a baseline from the book: {counted.bytes[:200]}")
    check(counted.json["size"]["projects"] > 0 and "schema" in counted.json["baseline"], "counted")
    empty = service.get("sun.policy", "/v1/regions/360799/baseline", {"on": "1999-11-01"})
    equal(empty.code, "simulate.snapshot-empty", "nothing was built then")
    asked = {"region": "360799", "on": "2026-11-01"}
    started = service.post("sun.policy", "/v1/simulations", scenario(2, 6), query=asked)
    equal(started.status, 202, f"played with it: {started.bytes}")
    shown, _ = wait(service, started.headers["location"])
    equal(shown["result"]["provenance"]["projects"], counted.json["size"]["projects"], "its projects")


def play(service):
    body = scenario(20)
    service.refused(service.post("li.clerk", "/v1/simulations", body), 403, "access.not-permitted",
                    "a contractor asks no policy question")
    started = service.post("sun.policy", "/v1/simulations", body)
    equal(started.status, 202, f"started: {started.bytes}")
    path = started.headers["location"]
    equal(service.post("sun.policy", "/v1/simulations", body).json["operation"],
          started.json["operation"], "the same question is the same operation")
    service.refused(service.get("zhao.regulator", path), 404, "operation.unknown",
                    "somebody else's operation is as unknown as none")
    service.refused(service.post("zhao.regulator", path + "/cancel"), 404, "operation.unknown",
                    "nor can it be cancelled")
    shown, percents = wait(service, path)
    equal((shown["state"], shown["percent"]), ("done", 100), f"done: {shown}")
    equal(percents, sorted(percents), "progress never falls")
    file = written(service.folder, "asked.toml", body)
    code, told = run_json("simulate", "run", file)
    equal((code, shown["result"]), (0, told), "what the command says, to the byte")
    equal(service.get("sun.policy", path + "/result").json, told, "the result alone")
    service.refused(service.get("sun.policy", path + "/report"), 404, "operation.no-page",
                    "no report was asked for")
    equal(service.post("sun.policy", path + "/cancel").json["state"], "done",
          "what has ended stays as it is")


def compare(service):
    a = scenario(10, 12)
    b = a.replace("现状".encode(), "另一".encode()) + (
        '[[reform]]\npath = "fund.size"\nfrom = 2026-01-01\nvalue = "600 万元"\nsource = "假设"\n'.encode())
    asked = {"a": a.decode(), "b": b.decode()}
    result, _ = played(service, "/v1/simulations/compare", asked)
    files = [written(service.folder, name + ".toml", text.encode()) for name, text in asked.items()]
    equal((0, result), run_json("simulate", "compare", *files), "what the command says, to the byte")
    stopping(service, asked)
    other = {**asked, "b": scenario(11, 12).decode()}
    service.refused(service.post("sun.policy", "/v1/simulations/compare", other), 422,
                    "simulate.runs-differ", "not on the same draws")
    service.refused(service.post("sun.policy", "/v1/simulations/compare", {**asked, "a": "x = 1"}), 422,
                    "simulate.scenario-refused", "a faulty one")


def stopping(service, asked):
    """Each stops by its own rule, as when the command compares them."""
    rule = 'paths = 10\nstop = { metric = "worker_months.mean", rel_half_width = "90 %", max_paths = 40 }'
    both = {name: text.replace("paths = 10", rule) for name, text in asked.items()}
    result, _ = played(service, "/v1/simulations/compare", both)
    files = [written(service.folder, name + ".toml", text.encode()) for name, text in both.items()]
    equal((0, result), run_json("simulate", "compare", *files), "compared with their stop rules")


def refuse(service):
    bad = service.post("sun.policy", "/v1/simulations", b"schema = 1\n")
    service.refused(bad, 422, "simulate.scenario-refused", "a faulty scenario")
    check(bad.json["findings"], "with all its faults")
    many = service.post("sun.policy", "/v1/simulations", scenario(1_000_000))
    service.refused(many, 422, "simulate.too-large", "more than one login may ask")
    check(int(many.json["details"]["max"]) > 500, "with how many paths it may ask")
    other = scenario(5).replace(b"baselines/county-2026.toml", b"/etc/passwd")
    service.refused(service.post("sun.policy", "/v1/simulations", other), 422,
                    "simulate.baseline-unknown", "no file of the machine")


def cancel(service):
    most = int(service.post("sun.policy", "/v1/simulations",
                            scenario(1_000_000)).json["details"]["max"])
    long = service.post("sun.policy", "/v1/simulations", scenario(most))
    path = long.headers["location"]
    waiting = [service.post("sun.policy", "/v1/simulations", scenario(most - i))
               for i in range(1, 12)]
    full = [answer for answer in waiting if answer.status != 202]
    equal(len(waiting) - len(full), 3, "so many of a login wait")
    check(full[0].status == 429 and full[0].code == "operation.own-queue-full"
          and "retry-after" in full[0].headers, f"a login's own bound: {waiting[-1].bytes}")
    other = service.post("zhao.regulator", "/v1/simulations", scenario(most - 1))
    equal(other.status, 202, f"others have their place: {other.bytes}")
    service.post("zhao.regulator", other.headers["location"] + "/cancel")
    queued = [answer.headers["location"] for answer in waiting if answer.status == 202]
    for one in queued:
        equal(service.post("sun.policy", one + "/cancel").json["state"], "cancelled",
              "what waits is cancelled at once")
    service.refused(service.get("sun.policy", path + "/result"), 409, "operation.wrong-state",
                    "no result yet")
    service.post("sun.policy", path + "/cancel")
    equal(wait(service, path)[0]["state"], "cancelled", "what runs is cancelled soon")


def report(service):
    asked = service.post("sun.policy", "/v1/simulations", scenario(2, months=2),
                         query={"report": "true"})
    equal(asked.status, 202, f"a report: {asked.bytes}")
    shown, _ = wait(service, asked.headers["location"])
    equal((shown["state"], shown["page"]), ("done", True), f"a report: {shown.get('detail')}")
    page = service.get("sun.policy", asked.headers["location"] + "/report")
    check(page.status == 200 and page.headers["content-type"].startswith("text/html")
          and b"<svg" in page.bytes, "a page with its figures")
    check("default-src 'none'" in page.headers["content-security-policy"], "that fetches nothing")


def main():
    with Folder() as folder:
        service = county(folder, ("li.clerk", "zhao.regulator"))
        service.folder = folder
        hire_policy_staff(service)
        with service:
            begins_from(service)
            play(service)
            compare(service)
            refuse(service)
            cancel(service)
            report(service)
    finish("simulations over the network")


main()
