"""A webhook over TLS: delivered where the certificate is of the name and of an authority that the
machine trusts, else not a byte of it."""
import http.server
import os
import ssl
import subprocess
import threading
import time

from client import Folder, check, county, equal, finish

PATIENCE = 30


class Handler(http.server.BaseHTTPRequestHandler):
    got = []

    def do_POST(self):
        self.got.append(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def receiver(folder):
    """Listens with a certificate of the name localhost alone; the port and the certificate."""
    certificate, key = folder.at("certificate.pem"), folder.at("key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1], certificate


def tested(service, url):
    """How a test of a new webhook to that address went."""
    made = service.post("zhao.regulator", "/v1/webhooks", {"url": url, "kinds": ["tax.remit"]})
    equal(made.status, 201, f"a webhook to {url}: {made.bytes}")
    path = "/v1/webhooks/" + made.json["webhook"]
    equal(service.post("zhao.regulator", path + "/test").status, 200, "a test")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        last = service.get("zhao.regulator", path).json["last_test"]
        if last:
            return last["tries"][0]["outcome"]
        time.sleep(0.05)
    return "nothing"


def main():
    with Folder() as folder:
        port, certificate = receiver(folder)
        service = county(folder, ["zhao.regulator"])
        service.options = ["--webhook-networks", "127.0.0.0/8,::1"]
        os.environ["SSL_CERT_FILE"] = certificate
        with service:
            equal(tested(service, f"https://localhost:{port}/"), "delivered", "the right name")
            equal(len(Handler.got), 1, "and it came")
            equal(tested(service, f"https://127.0.0.1:{port}/"), "tls-refused", "another name")
        del os.environ["SSL_CERT_FILE"]
        with service:
            equal(tested(service, f"https://localhost:{port}/"), "tls-refused", "a stranger's word")
        equal(len(Handler.got), 1, "not a byte more")
        check(b"msg" not in Handler.got[0] and b'"test"' in Handler.got[0], "what came was the test")
    finish("TLS: the name and the authority are looked for")


main()
