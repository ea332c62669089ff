"""Limits behind a proxy: its callers are told apart where the operator has named it, and nowhere else;
what needs no key is limited by address; metrics, log lines and traces tell what happened."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, run
from service import Service, make_book

BURST = 200
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def statuses(service, times, caller=None):
    connection = service.connect()
    headers = {"X-Forwarded-For": caller} if caller else {}
    return [connection.get("/healthz", **headers).status for _ in range(times)]


def in_front(book):
    with Service(book, "--proxy", "127.0.0.1") as service:
        for caller in ("198.51.100.1", "198.51.100.2"):
            found = statuses(service, 2 * BURST, caller)
            equal(set(found[:BURST]), {200}, f"an office opens the page: {caller}")
            check(429 in found, f"and no more than that: {caller}")
        equal(statuses(service, 1, "203.0.113.9, 198.51.100.3"), [200], "the last one counts")
        service.stop()


def alone(book, keys):
    with Service(book) as service:
        found = statuses(service, 2 * BURST, "198.51.100.1")
        check(429 in found, "limits by address")
        check(429 in statuses(service, BURST, "198.51.100.2"), "whatever a caller says of itself")
        traced = service.connect(keys["clerk"]).get("/v1/me", traceparent=TRACE)
        sent = traced.headers["traceparent"].split("-")
        equal((sent[1], len(sent[2]), sent[3]), (TRACE.split("-")[1], 16, "01"), "the trace goes on")
        opened = service.connect(keys["clerk"]).post(
            "/v1/ledger/entries", "o1", '{"op":"open","account":"t:a","normal":"debit",'
            '"currency":"CNY","opened_on":"2026-10-01"}')
        equal(opened.status, 201, f"an entry: {opened.body}")
        text = service.connect(keys["admin"]).get("/metrics").body.decode()
        for name in ("anxin_http_requests_total{class=\"open\",status=\"429\"}",
                     "anxin_http_request_seconds_bucket{class=\"read\"", "anxin_http_busy_threads",
                     "anxin_http_waiting_requests", "anxin_http_connections_total",
                     "anxin_http_body_bytes", "anxin_http_response_bytes_total"):
            check(name in text, f"counted: {name}")
        service.stop()
        lines = [json.loads(line) for line in service.lines]
        mine = [line for line in lines if line.get("trace")]
        equal([(line["trace"], line["span"]) for line in mine], [(sent[1], sent[2])], "in the log")
        entry = [line for line in lines if line.get("route") == "/v1/ledger/entries"]
        check(len(entry) == 1 and 0 < entry[0]["commit_us"] <= entry[0]["us"], f"{entry}")


def main():
    with Folder() as folder:
        book, keys = make_book(folder, ["clerk", "admin"])
        code, _, _ = run("serve", "--data", book, "--listen", "127.0.0.1:0", "--proxy", "haproxy")
        equal(code, 2, "a proxy is named by its address")
        in_front(book)
        alone(book, keys)
    finish("callers behind a proxy have limits of their own")


main()
