"""W1 as one would write it with SimPy: a process for each project, a month a timeout.

Usage: python3 -O w1_simpy.py PROJECTS PATHS TOGETHER
Prints one JSON object (w1_law.report). TOGETHER projects share an environment: all of them, as a
world is written, or a few, since those of W1 never meet and a short list of events is faster.
Best settings found: draws in blocks from numpy (half as long again with random.gauss), no
collection of garbage, local names, the month left as soon as its need is met.
"""
import gc
import itertools
import sys

import numpy as np
import simpy

from w1_law import DEPOSIT, LABOUR, LOSS, MONTHS, START_CASH, late_bound, report

DRAWS = 8192


def stream(draw):
    blocks = (draw(DRAWS).tolist() for _ in itertools.count())
    return itertools.chain.from_iterable(blocks).__next__


class World:
    def __init__(self, bounds):
        self.bounds = bounds
        self.arrears = 0.0


def project(env, world, normal, even):
    cash, deposit, due, arrears, total = START_CASH, DEPOSIT, 0.0, 0.0, 0.0
    timeout = env.timeout
    for planned, bound in zip(LABOUR, world.bounds):
        yield timeout(1)
        labour = planned * (1 + 0.05 * normal())
        due += 1.02 * labour
        if normal() < bound:
            paid = 0.0
        else:
            paid, due = due, 0.0
        need = arrears + labour
        if even() < LOSS:
            need += labour
        arrears = 0.0
        if need <= paid:
            cash += paid - need
            continue
        need -= paid
        if need <= cash:
            cash -= need
            continue
        need -= cash
        cash = 0.0
        if need <= deposit:
            deposit -= need
            continue
        arrears = need - deposit
        deposit = 0.0
        total += arrears
    world.arrears += total


def play(projects, together, normal, even):
    world = World([late_bound(normal()) for _ in range(MONTHS)])
    for first in range(0, projects, together):
        env = simpy.Environment()
        for _ in range(min(together, projects - first)):
            env.process(project(env, world, normal, even))
        env.run()
    return world.arrears


def main():
    projects, paths, together = (int(argument) for argument in sys.argv[1:4])
    rng = np.random.Generator(np.random.SFC64(1))
    normal, even = stream(rng.standard_normal), stream(rng.random)
    gc.disable()
    report(f"{together} projects in an environment", projects, paths,
           lambda: play(projects, together, normal, even))


if __name__ == "__main__":
    main()
