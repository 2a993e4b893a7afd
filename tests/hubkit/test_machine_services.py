"""Machine translation against servers that answer as DeepL and LibreTranslate are documented to.

They are real ones, on this machine, in a thread: a time-out is a time-out.
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import translation

from hubkit.bilingual.machine import ProviderError, connection
from hubkit.bilingual.machine.deepl import DeepL
from hubkit.bilingual.machine.libretranslate import LibreTranslate
from hubkit.bilingual.machine.provider import Access

KEY = "a-key:fx"
WORDS = {"društvo": "associazione", "zavod": "istituto", "<b>društvo</b>": "<b>associazione</b>"}
LANGUAGES = {"source": "sl", "target": "it"}


class Service(ThreadingHTTPServer):
    """A service; `troubles` are answers given before the proper ones, `asked` what was sent."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.troubles: list[tuple[int, dict, bytes]] = []
        self.asked: list[tuple[str, str, dict]] = []
        self.glossaries: dict[str, dict] = {}
        self.silence = 0.0
        self.pauses_between_bytes = 0.0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def sent(self, path):
        return [body for _method, asked, body in self.asked if asked == path]

    def trouble(self, status, body=b"{}", **headers):
        self.troubles.append((status, headers, body))


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self):
        self.answer()

    do_POST = do_PUT = do_GET  # noqa: N815

    def log_message(self, *args):
        pass

    def answer(self):
        size = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(size)) if size else {}
        self.server.asked.append((self.command, self.path, body))
        time.sleep(self.server.silence)
        if self.server.troubles:
            return self.reply(*self.server.troubles.pop(0))
        if self.path == "/translate":
            status, answer = self.libretranslate(body)
        elif self.headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
            status, answer = 403, {"message": "Forbidden"}
        elif self.path == "/v2/translate":
            status, answer = self.deepl(body, size)
        else:
            status, answer = self.glossary(body)
        return self.reply(status, {}, json.dumps(answer).encode())

    def deepl(self, body, size):
        if len(body["text"]) > 50:
            return 400, {"message": "Too many texts"}
        if size > 128 * 1024:
            return 413, {"message": "Request size exceeds the limit"}
        if body["tag_handling"] != "html" or (body["source_lang"], body["target_lang"]) != (
            "SL",
            "IT",
        ):
            return 400, {"message": "Bad request"}
        known = self.server.glossaries.get(body.get("glossary_id", ""), {})
        if "glossary_id" in body and not known:
            return 404, {"message": "Glossary not found"}
        entries = dict(line.split("\t") for line in known.get("entries", "").split("\n") if line)
        texts = [entries.get(text, WORDS.get(text, f"it {text}")) for text in body["text"]]
        return 200, {"translations": [{"detected_source_language": "SL", "text": t} for t in texts]}

    def glossary(self, body):
        known = self.server.glossaries
        if self.command == "GET":
            names = [{"glossary_id": key, "name": g["name"]} for key, g in known.items()]
            return 200, {"glossaries": names}
        if self.command == "PUT":
            identity = self.path.split("/")[3]
            known[identity] |= body
            return 200, {"source_lang": "SL", "target_lang": "IT", "entry_count": 1}
        identity = f"g{len(known) + 1}"
        known[identity] = {"name": body["name"], **body["dictionaries"][0]}
        return 201, {"glossary_id": identity, "name": body["name"]}

    def libretranslate(self, body):
        if body.get("api_key") not in (None, KEY):
            return 403, {"error": "Invalid API key"}
        if (body["source"], body["target"], body["format"]) != ("sl", "it", "html"):
            return 400, {"error": f"{body['source']} is not supported"}
        return 200, {"translatedText": [WORDS.get(text, f"it {text}") for text in body["q"]]}

    def reply(self, status, headers, body):
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for piece in self.pieces(body):
                self.wfile.write(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def pieces(self, body):
        if not self.server.pauses_between_bytes:
            return [body]
        return (body[n : n + 1] for n in range(len(body)) if self.rest())

    def rest(self):
        time.sleep(self.server.pauses_between_bytes)
        return True


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setattr(connection, "PAUSES", (0.01, 0.02, 0.04, 0.08))
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[DeepL, LibreTranslate])
def provider(request, service):
    return request.param(Access(key=KEY, url=service.url, timeout=1))


@pytest.fixture
def deepl(service):
    return DeepL(Access(key=KEY, url=service.url, timeout=1))


def translate(provider, *texts, **glossary):
    return provider.translate(list(texts), **LANGUAGES, glossary=glossary)


def failure(provider, *texts):
    """The message a user gets in Italian (English here: catalogs are tested elsewhere)."""
    with pytest.raises(ProviderError) as raised, translation.override("en"):
        translate(provider, *texts)
    return str(raised.value)


def test_texts_come_back_in_their_order_with_their_tags(provider):
    assert translate(provider, "zavod", "<b>društvo</b>", "hiša") == [
        "istituto",
        "<b>associazione</b>",
        "it hiša",
    ]


def test_no_texts_ask_nothing(provider, service):
    assert translate(provider) == []
    assert service.asked == []


@pytest.mark.parametrize(
    ("kind", "path", "key", "sizes"),
    [
        (DeepL, "/v2/translate", "text", [50, 50, 1]),
        (LibreTranslate, "/translate", "q", [10] * 10 + [1]),
    ],
)
def test_many_texts_go_in_batches(service, kind, path, key, sizes):
    texts = [f"stavek {n}" for n in range(101)]
    provider = kind(Access(key=KEY, url=service.url))
    assert translate(provider, *texts) == [f"it {text}" for text in texts]
    assert [len(body[key]) for body in service.sent(path)] == sizes


def test_long_texts_make_small_batches(deepl, service):
    texts = [str(n) * 40_000 for n in range(4)]
    assert translate(deepl, *texts) == [f"it {text}" for text in texts]
    assert [len(body["text"]) for body in service.sent("/v2/translate")] == [2, 2]


@pytest.mark.parametrize("status", [429, 500, 503, 529])
def test_a_trouble_that_passes_is_waited_for(provider, service, status):
    service.trouble(status)
    service.trouble(status)
    assert translate(provider, "zavod") == ["istituto"]
    assert len(service.asked) == 3


def test_the_service_says_how_long_to_wait(provider, service):
    service.trouble(429, Retry_After="1")
    start = time.monotonic()
    assert translate(provider, "zavod") == ["istituto"]
    assert 1 <= time.monotonic() - start < 3


def test_nobody_waits_longer_than_the_task_may_take(provider, service):
    service.trouble(429, Retry_After="3600")
    start = time.monotonic()
    name = provider.name
    assert failure(provider, "zavod") == (
        f"{name} has too much to do. Please try again in a few minutes."
    )
    assert time.monotonic() - start < 1


def test_pauses_add_up_to_less_than_the_time_of_a_task():
    assert sum(connection.PAUSES) < connection.SECONDS < 30


@pytest.mark.parametrize(
    ("status", "message", "times"),
    [
        (403, "{} does not accept the key in the settings of this site.", 1),
        (401, "{} does not accept the key in the settings of this site.", 1),
        (456, "The quota of {} is used up.", 1),
        (400, "{} has refused to translate these texts.", 1),
        (302, "{} has refused to translate these texts.", 1),
        (429, "{} has too much to do. Please try again in a few minutes.", 5),
        (500, "{} cannot be reached. Please try again later.", 5),
    ],
)
def test_a_trouble_that_stays_is_told(provider, service, status, message, times):
    for _time in range(5):
        service.trouble(status, Location="http://127.0.0.1:1/")
    assert failure(provider, "zavod") == message.format(provider.name)
    assert len(service.asked) == times


def test_a_wrong_key_is_told(service):
    provider = DeepL(Access(key="another", url=service.url))
    assert failure(provider, "zavod") == (
        "DeepL does not accept the key in the settings of this site."
    )


def test_a_silent_service_is_given_up_on_once(provider, service):
    provider = type(provider)(Access(key=KEY, url=service.url, timeout=0.2))
    service.silence = 1
    start = time.monotonic()
    assert failure(provider, "zavod") == (
        f"{provider.name} did not answer in time. Please try again later."
    )
    assert time.monotonic() - start < 0.8
    assert len(service.asked) == 1


@pytest.mark.parametrize("pause", [0.05, 1])
def test_a_service_that_dribbles_is_given_up_on(provider, service, monkeypatch, pause):
    monkeypatch.setattr(connection, "SECONDS", 0.4)
    service.pauses_between_bytes = pause
    start = time.monotonic()
    assert failure(provider, "zavod") == (
        f"{provider.name} did not answer in time. Please try again later."
    )
    assert time.monotonic() - start < 0.9


def test_a_dead_service_is_told(provider, service):
    service.shutdown()
    service.server_close()
    assert failure(provider, "zavod") == (
        f"{provider.name} cannot be reached. Please try again later."
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Bad gateway</html>",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"translations": [], "translatedText": []}',
        b'{"translations": [{"text": 1}], "translatedText": [1]}',
        b'{"translations": "text", "translatedText": "text"}',
    ],
)
def test_an_answer_that_is_none_is_told(provider, service, body):
    service.trouble(200, body)
    assert failure(provider, "zavod") == f"{provider.name} gave an answer that cannot be used."


def test_batches_that_came_back_are_kept(deepl, service):
    texts = [f"stavek {n}" for n in range(60)]
    first = {"translations": [{"text": f"frase {n}"} for n in range(50)]}
    service.trouble(200, json.dumps(first).encode())
    service.trouble(456)
    with pytest.raises(ProviderError) as raised:
        translate(deepl, *texts)
    assert raised.value.done == [f"frase {n}" for n in range(50)]


def test_deepl_is_given_the_glossary_and_keeps_one(deepl, service):
    assert translate(deepl, "hiša", hiša="casa") == ["casa"]
    assert translate(deepl, "hiša", "vrt", hiša="casa", vrt="orto") == ["casa", "orto"]
    assert service.glossaries == {
        "g1": {
            "name": "hubkit.bilingual",
            "source_lang": "SL",
            "target_lang": "IT",
            "entries": "hiša\tcasa\nvrt\torto",
            "entries_format": "tsv",
        }
    }


def test_deepl_translates_without_a_glossary_that_it_does_not_take(deepl, service):
    service.trouble(456)
    assert translate(deepl, "hiša", hiša="casa") == ["it hiša"]
    service.trouble(200, b"[]")
    assert translate(deepl, "hiša", hiša="casa") == ["it hiša"]


def test_libretranslate_goes_without_a_key_and_a_glossary(service):
    provider = LibreTranslate(Access(url=f"{service.url}/"))
    assert translate(provider, "hiša", hiša="casa") == ["it hiša"]
    assert service.sent("/translate") == [
        {"q": ["hiša"], "source": "sl", "target": "it", "format": "html"}
    ]


@pytest.mark.parametrize(
    ("key", "url"),
    [("abc:fx", "https://api-free.deepl.com"), ("abc", "https://api.deepl.com")],
)
def test_deepl_is_found_by_the_kind_of_key(key, url):
    assert DeepL(Access(key=key)).connect().url == url
