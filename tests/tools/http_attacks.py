"""Attacks a running service, or the proxy in front of it, from outside (reliability.md, row 19).

    attacks.py HOST PORT [--tls] [--proxy] [--host NAME] [--path /v1/…] [--key-file F] [--json]

Needs nothing but GET /healthz, which answers 200, and any path under /v1 that takes POST; with a key
that may post there, the attacks on bodies come further. Sends raw
bytes on sockets of its own and prints what was expected and what came. Exit 1 when an attack was
accepted, or when the service did not answer others meanwhile.

A row is refused when the answer is one of the statuses that stand for a refusal of the request as
such, or when the connection ends without an answer; 401 and 404 mean that a route has seen it, which
an attack must not reach. With --proxy, rows that a proxy may mend (one clear reading is passed on) may
also end at a route; what was smuggled must stay unanswered all the same.
"""
import argparse
import json
import socket
import ssl
import sys
import threading
import time

REFUSED = (400, 408, 411, 413, 414, 415, 417, 431, 501, 503, 505)
ROUTED = (401, 403, 404, 405)
TOLERANCE = 2.0  # seconds within which another caller must be answered


class Target:
    def __init__(self, options):
        self.address = (options.address, options.port)
        self.tls, self.proxy = options.tls, options.proxy
        self.name, self.path = options.host, options.path
        self.leave = ""  # what lets a body in, so that the attacks on bodies come so far
        if options.key_file:
            with open(options.key_file, encoding="ascii") as file:
                self.leave = f"Authorization: Bearer {file.read().strip()}\r\n"
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.context.check_hostname, self.context.verify_mode = False, ssl.CERT_NONE

    def connect(self, wrapped=None, source=None, room=None):
        own = (source, 0) if source else None
        plain = socket.socket(socket.AF_INET6 if ":" in self.address[0] else socket.AF_INET)
        if room:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        plain.settimeout(5)
        if own:
            plain.bind(own)
        plain.connect(self.address)
        if not (self.tls if wrapped is None else wrapped):
            return plain
        return self.context.wrap_socket(plain, server_hostname=self.name)

    def get(self, path="/healthz", extra=""):
        return f"GET {path} HTTP/1.1\r\nHost: {self.name}\r\n{extra}\r\n".encode("latin-1")

    def post(self, extra, body=b""):
        head = f"POST {self.path} HTTP/1.1\r\nHost: {self.name}\r\n{self.leave}{extra}\r\n"
        return head.encode("latin-1") + body


def receive(connection, seconds):
    """All that comes until the end or until the time is over, and whether it was the end."""
    heard, until = b"", time.monotonic() + seconds
    while time.monotonic() < until:
        connection.settimeout(max(until - time.monotonic(), 0.01))
        try:
            part = connection.recv(65536)
        except (TimeoutError, ssl.SSLWantReadError):
            return heard, False
        except OSError:
            return heard, True
        if not part:
            return heard, True
        heard += part
    return heard, False


def statuses(heard):
    """Of all answers in the bytes, bodies passed over by their length."""
    found = []
    while heard.startswith(b"HTTP/1."):
        head, _, rest = heard.partition(b"\r\n\r\n")
        found.append(int(head.split(b" ", 2)[1]))
        lengths = [line.split(b":", 1)[1] for line in head.lower().split(b"\r\n")
                   if line.startswith(b"content-length:")]
        heard = rest[int(lengths[0]):] if lengths else b""
    return found


def exchange(target, data, seconds=1.0, wrapped=None):
    """Says the bytes; the statuses of the answers, and whether the other end hung up."""
    try:
        connection = target.connect(wrapped)
    except OSError:
        return [], True
    with connection:
        try:
            connection.sendall(data)
        except OSError:
            pass
        heard, ended = receive(connection, seconds)
        return statuses(heard), ended


def alive(target, source=None):
    """Seconds until another caller was answered 200; nothing when he was not."""
    begun = time.monotonic()
    try:
        with target.connect(source=source) as connection:
            connection.sendall(target.get(extra="Connection: close\r\n"))
            heard, _ = receive(connection, TOLERANCE)
    except OSError:
        return None
    return time.monotonic() - begun if statuses(heard) == [200] else None


def alive_in_the_end(target):
    """The same once a proxy's limits for this address have passed: ten seconds, in haproxy.cfg."""
    begun = time.monotonic()
    while time.monotonic() - begun < 25:
        if alive(target) is not None:
            return time.monotonic() - begun
        time.sleep(1)
    return None


# --- the table: name, bytes, and what a proxy may make of it ----------------------------------------

REFUSE, MENDABLE, SERVE = "refused", "refused or mended", "served"


def raw_attacks(t):
    smuggled = t.get()
    rows = [
        ("an ordinary request", t.get(), SERVE),
        ("two lengths", t.post("Content-Length: 3\r\nContent-Length: 30\r\n", b"abc"), REFUSE),
        ("a length twice", t.post("Content-Length: 3\r\nContent-Length: 3\r\n", b"abc"), MENDABLE),
        ("a list of lengths", t.post("Content-Length: 3, 3\r\n", b"abc"), MENDABLE),
        ("a negative length", t.post("Content-Length: -3\r\n", b"abc"), REFUSE),
        ("a signed length", t.post("Content-Length: +3\r\n", b"abc"), REFUSE),
        ("a length in hex", t.post("Content-Length: 0x3\r\n", b"abc"), REFUSE),
        ("an empty length", t.post("Content-Length:\r\n"), REFUSE),
        ("no length", t.post("", b"abc"), REFUSE),
        ("chunked", t.post("Transfer-Encoding: chunked\r\n", b"3\r\nabc\r\n0\r\n\r\n"), REFUSE),
        ("chunked without end", t.post("Transfer-Encoding: chunked\r\n",
                                       b"7fffffff\r\n" + b"a" * 65536), REFUSE),
        ("chunked and a length", t.post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                                        b"0\r\n\r\n" + smuggled), REFUSE),
        ("a length and chunked", t.post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                                        b"0\r\n\r\n" + smuggled), REFUSE),
        ("chunked twice", t.post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                                 b"0\r\n\r\n" + smuggled), REFUSE),
        ("an odd coding", t.post("Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n" + smuggled), REFUSE),
        ("a tab before chunked", t.post("Transfer-Encoding:\tchunked\r\n", b"0\r\n\r\n" + smuggled),
         MENDABLE),
        ("a blank before the colon", t.post("Content-Length : 3\r\n", b"abc"), REFUSE),
        ("chunked, a blank before the colon",
         t.post("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", b"0\r\n\r\n" + smuggled),
         REFUSE),
        ("chunked, folded", t.post("Transfer-Encoding:\r\n chunked\r\n", b"0\r\n\r\n" + smuggled),
         MENDABLE),
        ("a compressed body", t.post("Content-Length: 3\r\nContent-Encoding: gzip\r\n", b"abc"),
         REFUSE),
        ("a folded line", t.get(extra="X: a\r\n  b\r\n"), MENDABLE),
        ("bare LF", t.get().replace(b"\r\n", b"\n"), MENDABLE),
        ("a bare LF inside", t.get(extra="X: a\nY: b\r\n"), MENDABLE),
        ("a bare CR", t.get(extra="X: a\rY: b\r\n"), REFUSE),
        ("NUL in a header", t.get(extra="X: a\0b\r\n"), REFUSE),
        ("a line without a colon", t.get(extra="X\r\n"), REFUSE),
        ("a name with a blank", t.get(extra="X Y: z\r\n"), REFUSE),
        ("two hosts", t.get(extra="Host: elsewhere\r\n"), REFUSE),
        ("no host", b"GET /healthz HTTP/1.1\r\n\r\n", MENDABLE),
        ("a target with its host", t.get(f"http://{t.name}/healthz"), MENDABLE),
        ("an asterisk", t.get("*"), REFUSE),
        ("NUL in the path", t.get("/healthz%00"), REFUSE),
        ("a line break in the path", t.get("/healthz%0d%0aX:%20y"), REFUSE),
        ("up", t.get("/v1/../healthz"), REFUSE),
        ("up, encoded", t.get("/v1/%2e%2e/healthz"), REFUSE),
        ("a separator, encoded", t.get("/v1%2fhealthz"), REFUSE),
        ("half an escape", t.get("/healthz%2"), REFUSE),
        ("HTTP/0.9", b"GET /healthz\r\n\r\n", REFUSE),
        ("HTTP/1.2", t.get().replace(b"HTTP/1.1", b"HTTP/1.2"), MENDABLE),
        ("HTTP/2 from the start", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 9, REFUSE),
        ("TRACE", t.get().replace(b"GET", b"TRACE"), REFUSE),
        ("CONNECT", b"CONNECT inside:80 HTTP/1.1\r\nHost: inside\r\n\r\n", REFUSE),
        ("a head too large", t.get(extra="X: " + "x" * 70_000 + "\r\n"), REFUSE),
        ("five hundred headers", t.get(extra="X: y\r\n" * 500), REFUSE),
        ("an endless target", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", REFUSE),
    ]
    return rows


def judge_raw(target, wanted, found, ended):
    if wanted == SERVE:
        return found == [200]
    if len(found) > 1:
        # What was smuggled has been answered; unless the chunks were read, so that it stood apart.
        return target.proxy and wanted == MENDABLE and found[0] in REFUSED
    if not found:
        return ended
    if found[0] in REFUSED:
        return True
    return target.proxy and wanted == MENDABLE


def run_raw(target, report):
    for name, data, wanted in raw_attacks(target):
        begun = time.monotonic()
        found, ended = exchange(target, data)
        report(name, wanted, f"{found or 'nothing'}{', closed' if ended else ''}",
               time.monotonic() - begun, judge_raw(target, wanted, found, ended))


# --- attacks that take their time -----------------------------------------------------------------

def endless_header(target):
    """a header that does not end"""
    with target.connect() as connection:
        taken = 0
        try:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: ")
            while taken < 64 << 20:
                connection.sendall(b"x" * 65536)
                taken += 65536
        except OSError:
            pass
        return f"closed after {taken >> 10} KiB", taken < 64 << 20


def huge_body(target):
    """ten gigabytes announced"""
    found, _ = exchange(target, target.post("Content-Length: 10000000000\r\n"), 3.0)
    return str(found), len(found) == 1 and found[0] in REFUSED + ROUTED


def expecting(target):
    """leave asked to send ten gigabytes"""
    data = target.post("Content-Length: 10000000000\r\nExpect: 100-continue\r\n")
    found, _ = exchange(target, data, 3.0)
    return str(found), 100 not in found and bool(found)


def spoofed(target):
    """an address from inside claimed"""
    extra = "REMOTE_ADDR: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\nContent-Length: 2\r\n"
    found, _ = exchange(target, target.post(extra, b"{}").replace(target.leave.encode(), b""))
    return str(found), len(found) == 1 and 400 <= found[0] < 500


def dribble(target, begin, seconds):
    """A byte every half second: how long it is borne."""
    begun = time.monotonic()
    with target.connect() as connection:
        try:
            connection.sendall(begin)
            while time.monotonic() - begun < seconds:
                heard, ended = receive(connection, 0.5)
                if ended or statuses(heard):
                    return f"{statuses(heard) or 'closed'} after {time.monotonic() - begun:.1f} s", True
                connection.sendall(b"x")
        except OSError:
            return f"closed after {time.monotonic() - begun:.1f} s", True
    return f"borne for {seconds} s", False


def slow_header(target):
    """a header a byte at a time"""
    return dribble(target, b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: ", 60)


def slow_body(target):
    """a body a byte at a time"""
    return dribble(target, target.post("Content-Length: 100000\r\n"), 90)


def silent(target):
    """a connection that says nothing"""
    begun = time.monotonic()
    with target.connect() as connection:
        _, ended = receive(connection, 90)
    return f"{'closed' if ended else 'open'} after {time.monotonic() - begun:.1f} s", ended


def half_a_hello(target):
    """half a TLS greeting"""
    begun = time.monotonic()
    with target.connect(wrapped=False) as connection:
        connection.sendall(b"\x16\x03\x01")
        _, ended = receive(connection, 60)
    return f"{'closed' if ended else 'open'} after {time.monotonic() - begun:.1f} s", ended


def wrong_wrapping(target):
    """TLS to a plain port, or the reverse"""
    if target.tls:
        found, ended = exchange(target, target.get(), 2.0, wrapped=False)
        return f"{found or 'nothing'}{', closed' if ended else ''}", 200 not in found
    try:
        with target.connect(wrapped=True):
            return "greeted", False
    except OSError as failure:
        return type(failure).__name__, True


def never_reading(target):
    """100,000 questions, no answer read"""
    with target.connect(room=4096) as connection:
        connection.settimeout(1)
        sent = 0
        try:
            for _ in range(1_000):
                connection.sendall(target.get() * 100)
                sent += 100
        except OSError:
            pass
        took = alive(target, other_source(target))
    return f"{sent} taken; others after {shown(took)}", took is not None


def many_idle(target):
    """500 connections that say nothing"""
    return crowd(target, b"", 500)


def many_begun(target):
    """300 heads that stop in the middle"""
    return crowd(target, b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: ", 300)


def many_bodies(target):
    """300 bodies that do not come"""
    return crowd(target, target.post("Content-Length: 1000\r\n"), 300)


def crowd(target, begin, count):
    held = []
    for _ in range(count):
        try:
            connection = target.connect()
            connection.sendall(begin)
            held.append(connection)
        except OSError:
            continue
    alone = target.proxy and other_source(target) is None
    took = None if alone else alive(target, other_source(target))
    for connection in held:
        connection.close()
    if alone:  # a proxy keeps out whoever holds so many; he comes in again when he has let go
        took = alive_in_the_end(target)
    return f"{len(held)} connected; others after {shown(took)}", took is not None


def other_source(target):
    """Another address of this machine, where the service is on it, too."""
    return "127.0.0.2" if target.address[0].startswith("127.") else None


def shown(seconds):
    return "never" if seconds is None else f"{seconds:.3f} s"


QUICK = (endless_header, huge_body, expecting, spoofed, wrong_wrapping)
TOGETHER = (slow_header, slow_body, silent, half_a_hello)
CROWDS = (never_reading, many_idle, many_begun, many_bodies)


def timed(attack, target, report):
    begun = time.monotonic()
    try:
        found, right = attack(target)
    except OSError as failure:
        found, right = type(failure).__name__, True
    report(attack.__doc__, "bounded", found, time.monotonic() - begun, right)


def read_options():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("port", type=int)
    parser.add_argument("--tls", action="store_true", help="speak TLS, whatever the certificate")
    parser.add_argument("--proxy", action="store_true", help="a proxy stands in front")
    parser.add_argument("--host", default="localhost", help="name for the Host header")
    parser.add_argument("--path", default="/v1/payrolls", help="a path that takes POST")
    parser.add_argument("--key-file", help="a key that may post there: bodies are then let in")
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def line_of(row):
    mark = "" if row["right"] else "  << ACCEPTED"
    return (f"{row['name']:<36} {row['expected']:<18} {row['found']:<36}"
            f" {row['seconds']:>7.3f}{mark}")


def main():
    options = read_options()
    target = Target(options)
    rows, lock = [], threading.Lock()

    def report(name, expected, found, seconds, right):
        with lock:
            rows.append({"name": name, "expected": expected, "found": found,
                         "seconds": round(seconds, 3), "right": right})
            if not options.json:
                print(line_of(rows[-1]), flush=True)

    run_raw(target, report)
    for attack in QUICK + CROWDS:
        timed(attack, target, report)
    if not options.quick:
        slow = [threading.Thread(target=timed, args=(attack, target, report)) for attack in TOGETHER]
        for thread in slow:
            thread.start()
        for thread in slow:
            thread.join()
    took = alive_in_the_end(target)
    report("an ordinary request, at last", SERVE, f"after {shown(took)}", took or 0, took is not None)
    accepted = sum(not row["right"] for row in rows)
    if options.json:
        print(json.dumps({"rows": rows, "accepted": accepted}, ensure_ascii=False))
    else:
        print(f"{len(rows)} attacks, {accepted} accepted")
    sys.exit(1 if accepted else 0)


if __name__ == "__main__":
    main()
