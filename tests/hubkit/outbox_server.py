"""A mail server of RFC 5321's smallest kind, on this machine, that misbehaves as it is told."""

import email
import socketserver
import threading
from email.message import Message

CONVERSATION = {
    "EHLO": "250 here",
    "HELO": "250 here",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "RSET": "250 ok",
    "NOOP": "250 ok",
    "QUIT": "221 bye",
    "DATA": "354 go on",
}


class MailServer(socketserver.ThreadingTCPServer):
    """`replies` overrides what is said to a command; "" says nothing, as a server that hangs.

    A mail is in `mails` when it came in whole, before the server answers for it. With `silent`
    it then waits for `speak` before it does.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.mails: list[Message] = []
        self.envelopes: list[list[str]] = []
        self.replies: dict[str, str] = {}
        self.silent = False
        self.arrived, self.speak = threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def ids(self) -> list[str]:
        return sorted(mail["Message-ID"] for mail in self.mails)

    def end(self):
        self.speak.set()
        self.shutdown()
        self.server_close()


class Dialogue(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self):
        receivers: list[str] = []
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            reply = self.server.replies.get(verb, CONVERSATION.get(verb, "502 no"))
            if verb == "RCPT":
                receivers.append(line.partition("<")[2].partition(">")[0])
            self.say(reply)
            if verb == "QUIT":
                return
            if verb == "DATA" and reply.startswith("354"):
                self.take(receivers)
                receivers = []

    def take(self, receivers):
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.envelopes.append(receivers)
        self.server.mails.append(email.message_from_bytes(b"".join(lines)))
        self.server.arrived.set()
        if self.server.silent:
            self.server.speak.wait(20)
        self.say(self.server.replies.get(".", "250 taken"))

    def say(self, reply):
        if reply:
            try:
                self.wfile.write(f"{reply}\r\n".encode())
            except OSError:
                return  # the other side is gone; what it sent was taken all the same
