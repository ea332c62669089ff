"""Bank files of every dialect through the command line: the corpus is what its generator writes, and
each file has the findings that are expected, the right exit, and sentences without holes."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import check, equal, finish, run, run_json, source


def expected_by_file():
    expected = {}
    with open(source("fixtures", "golden", "bank", "findings.tsv"), encoding="utf-8") as file:
        for line in file:
            name, verdict, *findings = line.rstrip("\n").split("\t")
            expected[name] = (verdict, findings)
    return expected


def check_generator(folder):
    """The committed corpus is byte for byte what the generator writes."""
    subprocess.run([sys.executable, source("tests", "tools", "make_bank_files.py"), folder, "--large"],
                   check=True)
    committed = source("fixtures", "corpus", "bank")
    for name in sorted(os.listdir(committed)):
        with open(os.path.join(folder, name), "rb") as made:
            with open(os.path.join(committed, name), "rb") as kept:
                check(made.read() == kept.read(), f"{name} is what the generator writes")


def parse(path):
    profile = os.path.basename(path).split("~")[0]
    return run_json("bank", "parse", path, "--profile", profile)


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_generator(folder)
        for name, (verdict, expected) in sorted(expected_by_file().items()):
            code, answer = parse(os.path.join(folder, name))
            equal(code, 65 if verdict == "refused" else 0, f"{name}: exit")
            equal(answer["accepted"], verdict == "taken", f"{name}: accepted")
            found = [f"{f['severity']} {f['code']} {f['row']}" for f in answer["findings"]]
            # pages are judged as a set, which has no row
            expected = [e.replace("statement-partial 3", "statement-partial 0") for e in expected]
            equal(found, expected, f"{name}: findings")
            check(all(f["message"] and f["message"] != f["code"] and "{" not in f["message"]
                      for f in answer["findings"]), f"{name}: every finding has its sentence")
        code, answer = parse(os.path.join(folder, "iso20022~bad-long-text.xml"))
        check(code == 65 and answer["findings"][0]["code"] in ("bank.xml-limit", "bank.xml-malformed"),
              "ten megabytes of text are refused, by us or by libxml2")
        pages = [os.path.join(folder, f"iso20022~pages-p{page}.xml") for page in (3, 1, 2)]
        code, answer = run_json("bank", "parse", *pages)
        equal((code, len(answer["statements"])), (0, 1), "three pages are one statement")
        equal(answer["statements"][0]["closing"], "44999.00", "the last page closes it")
    code, answer = run_json("bank", "profiles")
    check("return-two-files" in [one["id"] for one in answer["incoming"]], "profiles are listed")
    code, _, err = run("bank", "parse", "x", "--profile", "none", "--json")
    equal((code, "payments.incoming-profile-unknown" in _ + err), (1, True), "a profile nobody knows")
    finish("bank files")


main()
