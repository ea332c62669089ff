"""What the scripts of tests/cli share: running the program, and failing with a clear sentence.

Every script takes the program's path and the source folder as its arguments and ends with 0 only
when everything it looked at was right.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

failures = 0

# Another person of the labour authority, as a file to load.
SECOND_REGULATOR = """
[[staff]]
actor = "qian.regulator"
person = "S019"
name = "钱监察"
party = "HRSS"
role = "regulator"
"""


def program():
    return os.path.abspath(sys.argv[1])


def source(*parts):
    return os.path.join(os.path.abspath(sys.argv[2]), *parts)


def check(condition, sentence):
    """Counts a failure and says what was expected."""
    global failures
    if not condition:
        failures += 1
        print("FAILED: " + sentence)
    return bool(condition)


def equal(found, expected, sentence):
    return check(found == expected, f"{sentence}: found {found!r}, expected {expected!r}")


def finish(sentence):
    if failures:
        print(f"{failures} failed")
        sys.exit(1)
    print("ok: " + sentence)
    sys.exit(0)


def run(*words, stdin=None, language="en", env=None):
    """Runs the program; answers (exit code, stdout, stderr)."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ANXIN_")}
    environment.update({"LANG": "en_US.UTF-8" if language == "en" else "zh_CN.UTF-8", "LC_ALL": ""})
    environment.update(env or {})
    done = subprocess.run([program(), *words], input=stdin, capture_output=True, text=True,
                          encoding="utf-8", env=environment, check=False)
    return done.returncode, done.stdout, done.stderr


def run_json(*words, **more):
    code, out, err = run(*words, "--json", **more)
    try:
        return code, json.loads(out)
    except ValueError:
        check(False, f"{' '.join(words)} answers JSON: {out!r} {err!r}")
        return code, {}


class Folder:
    """A temporary folder that is gone at the end."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="anxin-cli-")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def at(self, *parts):
        return os.path.join(self.path, *parts)


def make_demo(folder, language="en"):
    """Runs the demo into folder/book and answers its exit code, output and errors."""
    return run("demo", "--fixtures", source("fixtures", "county"), "--data", folder.at("book"),
               "--lang", language, language=language)


def roster_canaries():
    """Every identity number, card and phone of the rosters and of the repair files."""
    found = set()
    for name in os.listdir(source("fixtures", "county")):
        if not name.endswith(".csv") or not name.startswith(("roster", "repair")):
            continue
        with open(source("fixtures", "county", name), encoding="utf-8-sig") as file:
            captions = file.readline().strip().split(",")
            wanted = [i for i, c in enumerate(captions) if c in ("身份证号", "工资卡号", "手机号")]
            for row in file:
                cells = row.strip().split(",")
                found.update(cells[i] for i in wanted if i < len(cells) and cells[i])
    check(len(found) > 1000, "the rosters hold more than a thousand numbers")
    return sorted(found)
