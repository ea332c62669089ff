"""What the two Python programs know of W1 in common, and how they report."""
import json
import math
import time

MONTHS = 36
CONTRACT = 8e9
LATE, SYSTEMIC, OWN = -0.8416, 0.3, 0.9539
LOSS = 0.0005
START_CASH, DEPOSIT = 0.004 * CONTRACT, 0.005 * CONTRACT


def curve(x):
    return 3 * x * x - 2 * x * x * x


LABOUR = [0.25 * CONTRACT * (curve((t + 1) / MONTHS) - curve(t / MONTHS)) for t in range(MONTHS)]


def late_bound(systemic):
    """A project's own normal value below this makes its owner late."""
    return (LATE - SYSTEMIC * systemic) / OWN


def report(setting, projects, paths, play):
    """Plays the paths; prints the rate (project-months a second of processor time) and the mean
    share of a contract that is in arrears."""
    begun = time.process_time()
    arrears = math.fsum(play() for _ in range(paths))
    spent = time.process_time() - begun
    cases = projects * MONTHS * paths
    print(json.dumps({"rate": cases / spent, "share": arrears / (cases * CONTRACT),
                      "setting": setting}))
