"""Studies of scenarios over the network, and scenarios looked at: what the commands say, to the byte."""
import json

from client import Folder, check, county, equal, finish
from harness import run, run_json
from simulations import (POLICY, hire_policy_staff, played, scenario, until_running,
                         until_under_way, wait, written)

FUND = '''
[[sweep]]
path = "fund.size"
from = "100 万元"
to = "400 万元"
steps = 3
'''.encode()
REFORM = '''
[[reform]]
path = "fund.size"
from = 2026-01-01
value = "600 万元"
source = "假设"
'''.encode()
LONG = ("sweep", "sensitivity", "reverse-stress", "contagion")


def as_the_command(service, verb, body, options=None):
    """The same question over the network and on the command line; the answer."""
    file = written(service.folder, verb + ".toml", body)
    words = [word for name, value in (options or {}).items() for word in ("--" + name, value)]
    result, _ = played(service, "/v1/simulations/" + verb, body, options)
    equal((0, result), run_json("simulate", verb, file, *words), f"{verb}: what the command says")
    return result


def studies(service):
    swept = as_the_command(service, "sweep", scenario(3, 6) + FUND)
    equal(len(swept["points"]), 3, "every point")
    chosen = as_the_command(service, "sweep", scenario(3, 6) + FUND, {"metric": "cases"})
    equal(list(chosen["points"][0]["metrics"]), ["cases"], "as asked")
    moved = as_the_command(service, "sensitivity", scenario(2, 3), {"metric": "worker_months"})
    equal(moved["metric"], "worker_months", "as asked")
    as_the_command(service, "reverse-stress", scenario(4, 6))
    as_the_command(service, "contagion", scenario(3, 6))


def options(service):
    """What the command line says instead of the file, a query says."""
    body = scenario(500, 6)
    asked = {"paths": "4", "worlds": "2"}
    as_the_command(service, "contagion", body, asked)
    result, _ = played(service, "/v1/simulations", body, {**asked, "seed": "0x7"})
    file = written(service.folder, "seed.toml", body)
    equal((0, result), run_json("simulate", "run", file, "--paths", "4", "--worlds", "2",
                                "--seed", "0x7"), "paths, worlds and seed")
    for field, value in (("paths", "0"), ("worlds", "1001"), ("seed", "lucky")):
        answer = service.post(POLICY, "/v1/simulations", body, query={field: value})
        service.refused(answer, 400, "request.fields-refused", f"{field} {value}")


def verification(service):
    result, _ = played(service, "/v1/simulations/verify", b"", {"paths": "20"})
    _, told = run_json("simulate", "verify", "--paths", "20")
    equal(result, told, "the engine's proof")
    check(len(result["cases"]) >= 50, "many cases")


def report(service):
    texts = [scenario(2, 2), scenario(2, 2) + REFORM]
    result, path = played(service, "/v1/simulations/report",
                          {"scenarios": [text.decode() for text in texts]})
    files = [written(service.folder, f"report{i}.toml", text) for i, text in enumerate(texts)]
    out = service.folder.at("report.html")
    code, told = run_json("simulate", "report", *files, "--out", out)
    equal((code, told["ids"]), (0, result["ids"]), "the runs of the command's report")
    page = service.get(POLICY, path + "/report")
    with open(out, "rb") as file:
        equal(page.bytes, file.read(), "and its page")
    none = service.post(POLICY, "/v1/simulations/report", {"scenarios": []})
    service.refused(none, 400, "request.fields-refused", "a report of nothing")
    other = {"scenarios": [scenario(2, 2).decode(), scenario(3, 2).decode()]}
    service.refused(service.post(POLICY, "/v1/simulations/report", other), 422,
                    "simulate.runs-differ", "not on the same draws")


def counted(service):
    """Both sides of a comparison may begin from the book."""
    asked = {"a": scenario(2, 6).decode(), "b": (scenario(2, 6) + REFORM).decode()}
    where = {"region": "360799", "on": "2026-11-01"}
    from_book, _ = played(service, "/v1/simulations/compare", asked, where)
    shipped, _ = played(service, "/v1/simulations/compare", asked)
    check(from_book["a"]["id"] != shipped["a"]["id"], "another baseline, another run")


def looked_at(service):
    a, b = scenario(5), scenario(5) + REFORM
    files = [written(service.folder, name, text) for name, text in (("a.toml", a), ("b.toml", b))]
    differs = service.post(POLICY, "/v1/scenarios/diff", {"a": a.decode(), "b": b.decode()})
    equal((0, differs.json), run_json("simulate", "diff", *files), "what differs")
    equal([one["name"] for one in differs.json["differences"]], ["fund.size"], "the reform")
    canonical = service.post(POLICY, "/v1/scenarios/canonical", b)
    equal(canonical.bytes.decode(), run("simulate", "canonical", files[1])[1], "the form that is hashed")
    schema = service.get(POLICY, "/v1/scenario-schema")
    equal(schema.json, json.loads(run("simulate", "schema")[1]), "the schema")


def memory(service):
    """What one thread plays in time may still keep too much."""
    twenty = {"scenarios": [scenario(25_000, 2).decode()] * 20}
    service.refused(service.post(POLICY, "/v1/simulations/report", twenty), 422,
                    "simulate.keeps-too-much", "a page of twenty scenarios")
    pair = {"a": scenario(400_000, 2).decode(), "b": scenario(400_000, 2).decode()}
    service.refused(service.post(POLICY, "/v1/simulations/compare", pair), 422,
                    "simulate.keeps-too-much", "two runs at once")
    service.refused(service.post(POLICY, "/v1/simulations", scenario(700_000, 2)), 422,
                    "simulate.keeps-too-much", "one run")


def long_files(service):
    """A scenario with many words of why is a scenario still."""
    long = scenario(2, 2) + b"# " + b"why " * 10_000 + b"\n"
    asked = {"a": long.decode(), "b": scenario(2, 2).decode()}
    equal(service.post(POLICY, "/v1/scenarios/diff", asked).status, 200, "longer than a page")
    played(service, "/v1/simulations/report", {"scenarios": [long.decode()] * 3})
    asked["a"] += "#" * (256 << 10)
    service.refused(service.post(POLICY, "/v1/scenarios/diff", asked), 400,
                    "request.fields-refused", "longer than a file may be")


def refuse(service):
    for verb in LONG:
        path = "/v1/simulations/" + verb
        bad = service.post(POLICY, path, b"schema = 1\n")
        service.refused(bad, 422, "simulate.scenario-refused", f"{verb}: a faulty scenario")
        check(bad.json["findings"], f"{verb}: with all its faults")
        service.refused(service.post("li.clerk", path, scenario(1)), 403, "access.not-permitted",
                        f"{verb}: a contractor asks no policy question")
        many = service.post(POLICY, path, scenario(1_000_000) + FUND)
        service.refused(many, 422, "simulate.too-large", f"{verb}: more than one login may ask")
    service.refused(service.post(POLICY, "/v1/simulations/sweep", scenario(1)), 422,
                    "simulate.no-sweep", "nothing to sweep")
    luck = service.post(POLICY, "/v1/simulations/sensitivity", scenario(1), query={"metric": "luck"})
    service.refused(luck, 400, "request.fields-refused", "an unknown metric")
    check("worker_months" in luck.bytes.decode(), "with those that are known")
    for path, body in (("/v1/scenarios/canonical", b"x = 1"),
                       ("/v1/scenarios/diff", {"a": "x = 1", "b": "x = 1"})):
        service.refused(service.post(POLICY, path, body), 422, "simulate.scenario-refused", path)


def cancel(service):
    """A study is watched and ended as a run is."""
    started = service.post(POLICY, "/v1/simulations/sensitivity", scenario(500))
    path = started.headers["location"]
    same = service.post(POLICY, "/v1/simulations/sensitivity", scenario(500))
    equal(same.json["operation"], started.json["operation"], "the same question")
    other = service.post(POLICY, "/v1/simulations/contagion", scenario(500))
    check(other.json["operation"] != started.json["operation"], "another question of the scenario")
    service.post(POLICY, other.headers["location"] + "/cancel")
    check(until_under_way(service, path)["seconds_left"] > 0, "the time that is left")
    service.post(POLICY, path + "/cancel")
    equal(wait(service, path)[0]["state"], "cancelled", "what runs is cancelled soon")
    proof = service.post(POLICY, "/v1/simulations/verify", query={"paths": "100000"})
    until_running(service, proof.headers["location"])
    service.post(POLICY, proof.headers["location"] + "/cancel")
    equal(wait(service, proof.headers["location"])[0]["state"], "cancelled", "a proof too")


def queue(service):
    """Where no more may wait, no book is counted first: not even the scenario is read."""
    paths = []
    for seed in range(4):
        started = service.post(POLICY, "/v1/simulations/sensitivity", scenario(500),
                               query={"seed": str(seed)})
        equal(started.status, 202, f"one runs, three wait: {started.bytes}")
        paths.append(started.headers["location"])
        until_running(service, paths[0])
    full = service.post(POLICY, "/v1/simulations/report", {"scenarios": ["x = 1"]},
                        query={"region": "360799", "on": "2026-11-01"})
    service.refused(full, 429, "operation.own-queue-full", "before the book is counted")
    for path in paths:
        service.post(POLICY, path + "/cancel")


def main():
    with Folder() as folder:
        service = county(folder, ("li.clerk", "zhao.regulator"))
        service.folder = folder
        hire_policy_staff(service)
        with service:
            studies(service)
            options(service)
            verification(service)
            report(service)
            counted(service)
            looked_at(service)
            memory(service)
            long_files(service)
            refuse(service)
            cancel(service)
            queue(service)
    finish("studies and scenarios over the network")


main()
