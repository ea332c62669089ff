"""The payment files that the demo writes: their schema, their counts and their sums."""
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, equal, finish, make_demo, run_json, source

NAMESPACE = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"
EXPECTED = {"QH01-202610-01-F1": (298, "1935241.96"), "QH01-202610-02-F1": (6, "39173.54"),
            "QH02-202610-01-F1": (24, "160195.21"), "QH02-202610-01-F2": (16, "107272.62"),
            "QH02-202610-02-F1": (1, "7506.18")}


def schema():
    folder = os.environ.get("ANXIN_XSD") or os.path.join(os.path.dirname(source()), "shared",
                                                         "data", "xsd")
    path = os.path.join(folder, "pain.001.001.09.xsd")
    return path if os.path.exists(path) and shutil.which("xmllint") else None


def text(element, path):
    found = element.find("/".join(NAMESPACE + part for part in path.split("/")))
    return None if found is None else found.text


def check_sums(name, root):
    lines, total = EXPECTED[name]
    message = root.find(NAMESPACE + "CstmrCdtTrfInitn")
    payment = message.find(NAMESPACE + "PmtInf")
    transfers = payment.findall(NAMESPACE + "CdtTrfTxInf")
    equal(len(transfers), lines, f"{name}: transfers")
    amounts = [Decimal(text(one, "Amt/InstdAmt")) for one in transfers]
    equal(str(sum(amounts)), total, f"{name}: the sum of the transfers")
    for element, path in ((message, "GrpHdr/"), (payment, "")):
        equal(text(element, path + "NbOfTxs"), str(lines), f"{name}: {path}NbOfTxs")
        equal(text(element, path + "CtrlSum"), total, f"{name}: {path}CtrlSum")
    ids = [text(one, "PmtId/EndToEndId") for one in transfers]
    equal(len(set(ids)), lines, f"{name}: every EndToEndId stands once")
    equal(text(payment, "PmtInfId"), name, f"{name}: PmtInfId")


def main():
    xsd = schema()
    with Folder() as folder:
        equal(make_demo(folder)[0], 0, "the demo")
        files = sorted(os.listdir(folder.at("bank-files")))
        equal(files, sorted(name + ".xml" for name in EXPECTED), "the files")
        for file in files:
            path = folder.at("bank-files", file)
            check_sums(file.removesuffix(".xml"), tree.parse(path).getroot())
            code, parsed = run_json("bank", "parse", path)
            lines, total = EXPECTED[file.removesuffix(".xml")]
            equal((code, parsed["kind"], parsed["transactions"], parsed["control_sum"]),
                  (0, "initiation", lines, total), f"{file}: read back")
            if xsd:
                done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", xsd, path],
                                      capture_output=True, text=True, check=False)
                equal(done.returncode, 0, f"{file}: valid " + done.stderr[-500:])
    if not xsd:
        print("skipped: the schema (ANXIN_XSD) or xmllint is not here; sums were checked")
    finish(f"{len(EXPECTED)} payment files")


main()
