"""A wage table of fifty thousand rows is checked and accepted. Prints the seconds; judges none."""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, equal, finish, run

ROWS = 50_000


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def identity(number):
    day = number // 1000 % 28 + 1
    month = number // 28000 % 12 + 1
    first = f"9999991980{month:02d}{day:02d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, weights)) % 11]


def main():
    with Folder() as folder:
        path = folder.at("wages.csv")
        total = 0
        with open(path, "w", encoding="utf-8") as file:
            file.write("序号,姓名,身份证号,工种,班组,应发工资,实发工资,银行卡号\n")
            for number in range(ROWS):
                fen = 300_000 + number * 7 % 200_000
                total += fen
                card = f"623699102{number:05d}1234"  # no row of zeros: those are doubted
                yuan = f"{fen // 100}.{fen % 100:02d}"
                file.write(f"{number + 1},工人,{identity(number)},普工,一班,{yuan},{yuan},"
                           f"{card + luhn(card)}\n")
        begin = time.monotonic()
        code, out, _ = run("payroll", "check", path, "--json")
        seconds = time.monotonic() - begin
        answer = json.loads(out)
        equal(code, 0, f"the table is accepted: {answer.get('findings', [])[:3]}")
        equal((answer["rows"], answer["parked"], answer["accepted"]), (ROWS, 0, True), "rows")
        equal(answer["total"], f"{total // 100}.{total % 100:02d}", "total")
    print(f"checked {ROWS} rows in {seconds:.2f} s")
    finish("fifty thousand rows")


main()
