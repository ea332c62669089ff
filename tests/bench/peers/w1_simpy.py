"""W1 as one would write it with SimPy: a process for each project, a month a timeout.

Usage: w1_simpy.py PROJECTS PATHS
Prints one JSON object: {"rate": project-months a second of processor time, "share": mean arrears}.
"""
import json
import random
import sys
import time

import simpy

MONTHS = 36
CONTRACT = 8e9


def curve(x):
    return 3 * x * x - 2 * x * x * x


LABOUR = [0.25 * CONTRACT * (curve((t + 1) / MONTHS) - curve(t / MONTHS)) for t in range(MONTHS)]


class World:
    def __init__(self, rng):
        self.factors = [rng.gauss(0, 1) for _ in range(MONTHS)]
        self.arrears = 0.0


def project(env, world, rng):
    cash, deposit, due, arrears = 0.004 * CONTRACT, 0.005 * CONTRACT, 0.0, 0.0
    for t in range(MONTHS):
        yield env.timeout(1)
        labour = LABOUR[t] * (1 + 0.05 * rng.gauss(0, 1))
        late = 0.3 * world.factors[t] + 0.9539 * rng.gauss(0, 1) < -0.8416
        due += 1.02 * labour
        paid = 0.0 if late else due
        due -= paid
        need = arrears + labour * (2 if rng.random() < 0.0005 else 1)
        step = min(need, paid)
        need -= step
        cash += paid - step
        step = min(need, cash)
        need -= step
        cash -= step
        step = min(need, deposit)
        deposit -= step
        arrears = need - step
        world.arrears += arrears


def run(projects, paths):
    rng = random.Random(1)
    total = 0.0
    for _ in range(paths):
        env = simpy.Environment()
        world = World(rng)
        for _ in range(projects):
            env.process(project(env, world, rng))
        env.run()
        total += world.arrears
    return total / (projects * MONTHS * paths * CONTRACT)


def main():
    projects, paths = int(sys.argv[1]), int(sys.argv[2])
    begun = time.process_time()
    share = run(projects, paths)
    spent = time.process_time() - begun
    print(json.dumps({"rate": projects * MONTHS * paths / spent, "share": share}))


if __name__ == "__main__":
    main()
