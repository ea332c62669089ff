"""W1 as one would write it with numpy: vectors over the projects, in blocks that stay in the cache.

Usage: w1_numpy.py PROJECTS PATHS written|fewer
Prints one JSON object (w1_law.report).
written: each month two normal values and an even one for each project, as W1 is defined.
fewer:   the same law as our own engine tells it: one even draw decides who is late, by the bound
         that the month's factor leaves, and whose wages are lost; one normal value.
Arrays are made once and written in place. Generator, kind of float and block are those that are
fastest here: each is tried on a path of its own before the clock starts.
"""
import itertools
import math
import sys
import time

import numpy as np

from w1_law import DEPOSIT, LABOUR, LOSS, MONTHS, START_CASH, late_bound, report

GENERATORS = (np.random.SFC64, np.random.Philox)
FLOATS = (np.float32, np.float64)
BLOCKS = (4096, 8192, 16384)


def phi(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


class Block:
    def __init__(self, count, kind):
        self.kind = kind
        self.cash, self.deposit, self.due, self.arrears = (np.empty(count, kind) for _ in range(4))
        self.late, self.normal, self.loss = (np.empty(count, kind) for _ in range(3))
        self.paid, self.labour, self.step = (np.empty(count, kind) for _ in range(3))
        self.pays = np.empty(count, bool)

    def start(self):
        self.cash.fill(START_CASH)
        self.deposit.fill(DEPOSIT)
        self.due.fill(0)
        self.arrears.fill(0)

    def draw_as_written(self, rng, bound):
        rng.standard_normal(out=self.late, dtype=self.kind)
        rng.random(out=self.loss, dtype=self.kind)
        np.greater_equal(self.late, bound, out=self.pays)
        return np.flatnonzero(self.loss < LOSS)

    def draw_fewer(self, rng, bound):
        late = phi(bound)
        rng.random(out=self.late, dtype=self.kind)
        np.greater_equal(self.late, late, out=self.pays)
        lost = self.pays & (self.late < late + (1 - late) * LOSS)
        return np.flatnonzero(lost | (self.late < late * LOSS))

    def month(self, rng, planned, bound, draw):
        lost = draw(self, rng, bound)
        rng.standard_normal(out=self.normal, dtype=self.kind)
        labour, paid, step, need = self.labour, self.paid, self.step, self.arrears
        np.multiply(self.normal, 0.05 * planned, out=labour)
        labour += planned
        np.multiply(labour, 1.02, out=step)
        self.due += step
        np.multiply(self.due, self.pays, out=paid)
        self.due -= paid
        need += labour
        need[lost] += labour[lost]
        np.minimum(need, paid, out=step)
        need -= step
        paid -= step
        self.cash += paid
        for purse in (self.cash, self.deposit):
            np.minimum(need, purse, out=step)
            need -= step
            purse -= step
        return float(need.sum(dtype=np.float64))


class World:
    def __init__(self, projects, law, setting):
        generator, kind, block = setting
        self.rng = np.random.Generator(generator(1))
        self.draw = Block.draw_as_written if law == "written" else Block.draw_fewer
        self.blocks = [Block(min(block, projects - first), kind)
                       for first in range(0, projects, block)]

    def play(self):
        bounds = [late_bound(m) for m in self.rng.standard_normal(MONTHS).tolist()]
        total = 0.0
        for block in self.blocks:
            block.start()
            for planned, bound in zip(LABOUR, bounds):
                total += block.month(self.rng, planned, bound, self.draw)
        return total


def seconds_of_a_path(world):
    world.play()
    begun = time.process_time()
    world.play()
    return time.process_time() - begun


def main():
    projects, paths, law = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    best = min(itertools.product(GENERATORS, FLOATS, BLOCKS),
               key=lambda setting: seconds_of_a_path(World(projects, law, setting)))
    name = f"{best[0].__name__}, {best[1].__name__}, {best[2]} at a time"
    report(name, projects, paths, World(projects, law, best).play)


if __name__ == "__main__":
    main()
