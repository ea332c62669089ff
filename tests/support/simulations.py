"""What the scripts of tests/http about simulations share: policy staff, scenarios, waiting."""
import time

from harness import check, equal, source

POLICY = "sun.policy"
STAFF = """
[[staff]]
actor = "sun.policy"
person = "S050"
name = "孙明策"
party = "HRSS"
role = "policy"
"""


def scenario(paths, months=36, name="as-it-is"):
    """A scenario that ships, with so many paths and months."""
    with open(source("fixtures", "scenarios", name + ".toml"), "rb") as file:
        text = file.read()
    return text.replace(b"paths = 500", f"paths = {paths}".encode()).replace(
        b"36 month", f"{months} month".encode())


def hire_policy_staff(service):
    """Before the service starts."""
    staff = service.folder.at("policy.toml")
    with open(staff, "w", encoding="utf-8") as file:
        file.write(STAFF)
    code, told = service.command("load", staff, actor="zhao.regulator")
    equal(code, 0, f"load: {told}")
    service.make_key(POLICY)


def until_running(service, path):
    """Until it has begun: what it says then."""
    deadline = time.monotonic() + 240
    shown = service.get(POLICY, path).json
    while time.monotonic() < deadline and shown["state"] == "queued":
        time.sleep(0.05)
        shown = service.get(POLICY, path).json
    equal(shown["state"], "running", f"{path} has begun")
    return shown


def until_under_way(service, path):
    """Until some of it is done."""
    until_running(service, path)
    deadline = time.monotonic() + 240
    shown = service.get(POLICY, path).json
    while time.monotonic() < deadline and shown["state"] == "running" and shown["percent"] == 0:
        time.sleep(0.05)
        shown = service.get(POLICY, path).json
    equal(shown["state"], "running", f"{path} is under way")
    return shown


def wait(service, path, who=POLICY):
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


def played(service, path, body, query=None):
    """The result of an operation that ends well, whose progress never falls."""
    started = service.post(POLICY, path, body, query=query)
    equal(started.status, 202, f"{path}: {started.bytes}")
    shown, percents = wait(service, started.headers["location"])
    equal((shown["state"], shown["percent"]), ("done", 100), f"{path}: {shown}")
    check(percents == sorted(percents), f"{path}: progress never falls: {percents}")
    return shown["result"], started.headers["location"]


def written(folder, name, text):
    """The path of a file with that text."""
    path = folder.at(name)
    with open(path, "wb") as file:
        file.write(text)
    return path
