#!/usr/bin/env python3
"""Receives webhooks of Anxin and believes only what is signed. Standard library only.

    webhook_receiver.py PORT SECRET      (the secret as it was shown: whsec_…)

Answer 2xx once the event is safe with you: everything else is tried again for a day. An event can
come twice; its id is then the same. Details are asked for with a key: GET /v1/events?after=N.
"""
import base64
import hashlib
import hmac
import http.server
import json
import sys
import time

TOLERANCE = 5 * 60  # seconds: an older request has been recorded by somebody


def verified(secret, headers, body, now=None):
    """The event in a request, or None where it is not from whom it should be."""
    identity = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs((now or time.time()) - int(timestamp)) > TOLERANCE:
        return None
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{identity}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")  # two while a secret changes
    if not any(hmac.compare_digest(expected, one) for one in given):
        return None
    return json.loads(body)


class Receiver(http.server.BaseHTTPRequestHandler):
    secret = ""
    seen = set()  # in a real receiver: a table

    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("content-length", 0)), 1 << 20))
        event = verified(self.secret, self.headers, body)
        if event:
            self.keep(self.headers["webhook-id"], event)
        self.send_response(204 if event else 401)  # after it is kept: it is not sent again
        self.end_headers()

    def keep(self, identity, event):
        if identity not in self.seen:
            print(event["type"], json.dumps(event["data"]), flush=True)
            self.seen.add(identity)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    Receiver.secret = sys.argv[2]
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
