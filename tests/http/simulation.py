"""Simulations over the network: started, watched, cancelled; the same bytes as the command's."""
import time

from client import Folder, check, county, equal, finish, source_bytes
from harness import run_json

STAFF = """
[[staff]]
actor = "sun.policy"
person = "S050"
name = "孙明策"
party = "HRSS"
role = "policy"
"""
SCENARIO = ("fixtures", "scenarios", "as-it-is.toml")


def scenario(paths, months=36):
    text = source_bytes(*SCENARIO).replace(b"paths = 500", f"paths = {paths}".encode())
    return text.replace(b"36 month", f"{months} month".encode())


def wait(service, path, who="sun.policy"):
    """Until it has ended; what was said of how far it was."""
    percents = []
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        shown = service.get(who, path).json
        percents.append(shown["percent"])
        if shown["state"] not in ("queued", "running"):
            return shown, percents
        time.sleep(0.05)
    return shown, percents


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
    file = service.folder.at("asked.toml")
    with open(file, "wb") as asked:
        asked.write(body)
    code, told = run_json("simulate", "run", file)
    equal((code, shown["result"]), (0, told), "what the command says, to the byte")
    equal(service.get("sun.policy", path + "/result").json, told, "the result alone")
    service.refused(service.get("sun.policy", path + "/report"), 404, "operation.no-page",
                    "no report was asked for")
    equal(service.post("sun.policy", path + "/cancel").json["state"], "done",
          "what has ended stays as it is")


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
        staff = folder.at("policy.toml")
        with open(staff, "w", encoding="utf-8") as file:
            file.write(STAFF)
        code, told = service.command("load", staff, actor="zhao.regulator")
        equal(code, 0, f"load: {told}")
        service.make_key("sun.policy")
        with service:
            play(service)
            refuse(service)
            cancel(service)
            report(service)
    finish("simulations over the network")


main()
