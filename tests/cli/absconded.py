"""fixtures/absconded: its generator writes the same bytes, and its sums are what docs/absconded.md
tells to the fen. The story itself is run by readme_examples.py."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tools"))
import make_absconded
from harness import equal, finish, source


def main():
    made = make_absconded.make_absconded()
    folder = source("fixtures", "absconded")
    equal(sorted(os.listdir(folder)), sorted(made), "the files of fixtures/absconded")
    for name, content in made.items():
        with open(os.path.join(folder, name), "rb") as file:
            equal(file.read() == content, True, f"{name} is what its generator writes")
    table = made["wages-2026-11.csv"].decode("utf-8-sig").splitlines()
    rows = [row.split(",") for row in table if row.split(",")[0].isdigit()]
    equal(len(rows), 435, "workers")
    net = [int(row[9].replace(".", "")) for row in rows]
    equal((sum(net), sum(net[:200]), sum(net[200:356])), (300600000, 120000000, 120000000),
          "fen owed in all, by the subcontractor, and paid by the deposit")
    finish("the fixtures of the 435 workers")


main()
