"""A report is one file that asks nobody, says the same in both languages, and comes out the same."""
import html.parser
import json
import os
import re
import sys
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, run, run_json, source

VOID = {"meta", "input", "col", "br"}
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
SCENARIO = """schema = "anxin-scenario/1"
title = "{title}"
baseline = "small.toml"
[run]
seed = "0x5eed0001"
paths = 6
horizon = "14 month"
start = 2026-01-01
"""


class Nesting(html.parser.HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.seen = [], [], set()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def small_county(folder):
    """The shipped county, much smaller, with one chance of default for all and few assumptions: a
    report takes a hundred runs, and each assumption two more."""
    text = ""
    for name in ("county", "parameters"):
        with open(source("simulator", "baselines", name + "-2026.toml"), encoding="utf-8") as file:
            text += file.read()
    for kind, count in (("projects", 24), ("owners", 6), ("contractors", 8)):
        text = re.sub(f"(?m)^{kind} = [0-9]+", f"{kind} = {count}", text)
    text = re.sub(r'(?m)^(default = \{ value = )"[^"]*"', r'\1"1"', text)
    known = re.compile(r'(?m)^((?!coverage|detection|living_share).*grade = )"assumption"')
    with open(folder.at("small.toml"), "w", encoding="utf-8") as file:
        file.write(known.sub(r'\1"statistic"', text))


def scenario(folder, name, title, more=""):
    with open(folder.at(name), "w", encoding="utf-8") as file:
        file.write(SCENARIO.format(title=title) + more)
    return folder.at(name)


def report(folder, name, *words):
    out = folder.at(name)
    code, answer = run_json("simulate", "report", *words, "--out", out)
    check(code == 0 and answer.get("ok") is True, f"simulate report: {code}, {answer}")
    with open(out, encoding="utf-8") as file:
        return file.read(), answer


def edition(page, tag):
    return page.split(f'<main class="{tag}"')[1].split("</main>")[0]


def asks_nobody(page):
    bare = page.replace(NAMESPACE, "")
    for never in ("http:", "https:", "src=", "href=", "<script", "<link", "url(", "@import"):
        check(never not in bare, f"the page holds no {never}")
    check("default-src 'none'" in page, "the browser is told to ask nobody")


def parses(page):
    nesting = Nesting()
    nesting.feed(page)
    equal((nesting.open, nesting.faults), ([], []), "elements that are not closed")
    check({"main", "figure", "svg", "details", "table"} <= nesting.seen, "parts of the page")
    pictures = re.findall(r"<svg.*?</svg>", page, re.S)
    for picture in pictures:
        xml.etree.ElementTree.fromstring(picture)
        check(not re.search(r'[ ",-](nan|inf)[ ",]', picture), "every place is a number")
    return len(pictures)


def both_languages(page, titles):
    chinese, english = edition(page, "zh-CN"), edition(page, "en")
    for words in ("主要结果", "周转金用尽", "出处与复核", "95 % 区间"):
        check(words in chinese, f"Chinese: {words}")
    for words in ("Findings", "fund exhausted", "Provenance", "95 % interval", "million yuan"):
        check(words in english, f"English: {words}")
    for one in (chinese, english):
        check(all(title in one for title in titles), "the scenarios by their titles")
        check(not re.search(r"\{[a-z_]+\}|>report\.|>simulate\.", one), "every sentence is filled")
        check("0x5eed0001" in one, "the seed")
    equal(chinese.count("<figure>"), english.count("<figure>"), "figures")
    equal(len(re.findall("<svg", chinese)), len(re.findall("<svg", english)), "pictures")


def shows(folder):
    titles = ("现状 & <今天>", "周转金翻倍")
    first = scenario(folder, "a.toml", titles[0])
    more = ('[[reform]]\npath = "fund.size"\nfrom = 2026-03-01\nvalue = "600 万元"\n'
            'source = "假设"\n[stress]\nstop_paying = { kind = "developer", largest = 1, '
            'from = 2026-06-01 }\n')
    second = scenario(folder, "b.toml", titles[1], more)
    page, answer = report(folder, "one.html", first, second, "--threads", "1")
    again, _ = report(folder, "two.html", first, second, "--threads", "2")
    check(page == again, "the same bytes on any threads and for any name of the file")
    asks_nobody(page)
    check(parses(page) >= 20, "ten pictures and more in each language")
    both_languages(page, ("现状 &amp; &lt;今天&gt;", titles[1]))
    equal(len(answer["ids"]), 2, "a result each")
    check("2 % (unconfirmed)" in page and "2 %（未核实）" in page, "the rate in force")
    check("national.deposit.base" in page and "national.check." not in page,
          "the rules that were asked and no others")
    check('<td class="l">300 万元</td><td class="l">600 万元</td>' in page, "what the fund is today, beside what it shall be")
    check("under different stress" in page, "a stress that one scenario alone is under is named")
    check(all(name in page for name in answer["ids"]), "the results by their names")
    code, one = run_json("simulate", "run", first)
    equal((code, one["id"]), (0, answer["ids"][0]), "the name that simulate run gives")
    check(all(print_ in page for print_ in one["fingerprints"]), "the fingerprints")


def alone(folder):
    first = scenario(folder, "a.toml", "现状")
    page, _ = report(folder, "alone.html", first, "--paths", "2", "--worlds", "2")
    check("2 paths in 2 drawn worlds" in page and "2 个抽样地区的 2 条路径" in page, "how many worlds")
    check("Differences between scenarios" not in page, "nothing to compare with")
    check("under different stress" not in page, "one scenario has one stress")
    parses(page)


def refusals(folder):
    first = scenario(folder, "a.toml", "现状")
    other = scenario(folder, "c.toml", "另外的月数")
    with open(other, encoding="utf-8") as file:
        text = file.read()
    with open(other, "w", encoding="utf-8") as file:
        file.write(text.replace("14 month", "15 month"))
    code, answer = run_json("simulate", "report", first, other, "--out", folder.at("x.html"))
    equal((code, answer["error"]["code"]), (1, "simulate.runs-differ"), "unpaired runs")
    code, answer = run_json("simulate", "report", first, "--out", folder.at("no", "x.html"))
    equal(answer["error"]["code"], "file.unreadable", "a folder that is not there")
    code, answer = run_json("simulate", "report", source("fixtures", "scenarios", "refused", "faulty.toml"),
                            "--out", folder.at("x.html"))
    equal(code, 65, "a scenario with faults")
    check(not os.path.exists(folder.at("x.html")), "nothing is written where nothing was played")
    code, _, _ = run("simulate", "report", first)
    equal(code, 2, "no --out")


def main():
    with Folder() as folder:
        small_county(folder)
        shows(folder)
        alone(folder)
        refusals(folder)
    finish("a report is whole, asks nobody and is the same for the same scenarios")


main()
