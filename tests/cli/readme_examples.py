#!/usr/bin/env python3
"""Runs the `sh` examples of README.md and docs in the source folder, after the demo, as they stand."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def examples(path):
    return re.findall(r"^```sh\n(.*?)^```", path.read_text(), re.S | re.M)


def main():
    program, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "fixtures").symlink_to(source / "fixtures")
        (work / "build/demo").mkdir(parents=True)
        environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8")
        subprocess.run([program, "demo", "--data", "build/demo/book"], cwd=work, check=True,
                       stdout=subprocess.DEVNULL, env=environment)
        count = 0
        for page in [source / "README.md", *sorted((source / "docs").rglob("*.md"))]:
            for example in examples(page):
                done = subprocess.run(["bash", "-euo", "pipefail", "-c", example], cwd=work,
                                      capture_output=True, text=True, env=environment)
                count += 1
                if done.returncode != 0:
                    sys.exit(f"{page.name}: exit {done.returncode}\n{example}\n{done.stdout}{done.stderr}")
        if count == 0:
            sys.exit("no example was found")


main()
