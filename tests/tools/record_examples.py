#!/usr/bin/env python3
"""Writes api/routes/examples.json: what each operation answers to the scripts of tests/http, and in
which ways those that change something were repeated (tests/support/replay.py).

    record_examples.py PROGRAM

Run it after operations have been added or their answers changed; the test http.openapi fails while
one has no example.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def example_of(path):
    text = path.read_text(encoding="utf-8")
    example = json.loads(re.sub("(ax[kw]_|whsec_)[0-9A-Za-z+/=]{44,64}", r"\1…", text))
    ways = path.with_suffix(".ways")
    if ways.exists():
        example["ways"] = sorted(set(ways.read_text(encoding="utf-8").splitlines()))
    return example


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ANXIN_RECORD_EXAMPLES": folder}
        for script in sorted((SOURCE / "tests" / "http").glob("*.py")):
            if script.stem in ("client", "openapi"):
                continue
            done = subprocess.run([sys.executable, script, program, SOURCE], env=environment,
                                  capture_output=True, text=True, check=False)
            print(script.name, done.returncode)
        folder = pathlib.Path(folder)
        examples = {path.stem: example_of(path) for path in sorted(folder.glob("*.json"))}
    target = SOURCE / "api" / "routes" / "examples.json"
    target.write_text(json.dumps(examples, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
                      encoding="utf-8")
    print(len(examples), "examples")


main(sys.argv[1])
