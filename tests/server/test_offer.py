"""What can be fetched of an offer, by friendly clients and by hostile ones."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import httpx
import pytest
import webvtt

from coach.app.phones import PhoneOffer
from coach.server import protocol
from coach.site import site_files
from tests.phones import HOLDS, WORKOUT, answered, rendered


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneOffer]:
    folder = tmp_path_factory.mktemp("offer")
    (folder / "secret.txt").write_text("secret")
    first = rendered(folder, WORKOUT)
    second = rendered(folder, HOLDS, taken=[first.episode.slug])
    with answered(folder, [first, second]) as found:
        yield found


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=20) as found:
        yield found


def sound_of(offered: PhoneOffer) -> str:
    episode, edition = next(offered.site.offered())
    return offered.url + episode.path(edition)


def raw(offered: PhoneOffer, request: bytes) -> bytes:
    """What comes back for bytes that no client would send."""
    place = urlsplit(offered.url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as connection:
        answer = b""
        try:
            connection.sendall(request)
            while part := connection.recv(65_536):
                answer += part
                if b"\r\n\r\n" in answer and answer.endswith((b"here", b"HEAD", b"received.")):
                    break
        except (ConnectionResetError, BrokenPipeError):  # it does not listen to the end
            pass
    return answer


def test_every_file_of_the_site_is_there_with_its_type(offered: PhoneOffer, client: httpx.Client) -> None:
    for file in site_files(offered.site):
        answer = client.get(offered.url + file.path)
        assert answer.status_code == 200, file.path
        assert (answer.headers["content-type"], answer.content) == (file.media_type, file.content)


def test_every_sound_answers_head_and_the_exact_bytes(offered: PhoneOffer, client: httpx.Client) -> None:
    for episode, edition in offered.site.offered():
        url = offered.url + episode.path(edition)
        head, whole = client.head(url), client.get(url)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(edition.size) == str(len(whole.content))
        assert head.headers["content-type"] == edition.media_type == "audio/mpeg"
        assert head.headers["accept-ranges"] == "bytes"
        assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=1000-1999", 1000, 1999), ("bytes=500-", 500, None), ("bytes=-700", -700, None)],
)
def test_ranges_give_the_exact_bytes(
    offered: PhoneOffer, client: httpx.Client, asked: str, first: int, last: int | None
) -> None:
    url = sound_of(offered)
    whole = client.get(url).content
    answer = client.get(url, headers={"range": asked})
    start = first % len(whole)
    end = len(whole) - 1 if last is None else last
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {start}-{end}/{len(whole)}"
    assert answer.content == whole[start : end + 1]
    head = client.head(url, headers={"range": asked})
    assert (head.status_code, head.headers["content-length"]) == (206, str(end + 1 - start))


def test_a_range_beyond_the_end_is_refused_with_the_length(offered: PhoneOffer, client: httpx.Client) -> None:
    url = sound_of(offered)
    size = client.head(url).headers["content-length"]
    answer = client.get(url, headers={"range": f"bytes={size}-"})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{size}")


def test_a_range_of_another_version_gives_the_whole(offered: PhoneOffer, client: httpx.Client) -> None:
    url = sound_of(offered)
    etag = client.head(url).headers["etag"]
    same = client.get(url, headers={"range": "bytes=5-9", "if-range": etag})
    other = client.get(url, headers={"range": "bytes=5-9", "if-range": '"another"'})
    assert (same.status_code, len(same.content)) == (206, 5)
    assert (other.status_code, len(other.content)) == (200, int(client.head(url).headers["content-length"]))


def test_what_is_known_is_not_sent_again(offered: PhoneOffer, client: httpx.Client) -> None:
    etag = client.get(offered.url).headers["etag"]
    answer = client.get(offered.url, headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_every_answer_keeps_the_page_to_itself(offered: PhoneOffer, client: httpx.Client) -> None:
    for url in (offered.url, offered.feed_url, sound_of(offered), offered.url + "nothing"):
        headers = client.get(url).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


HOSTILE_PATHS = [
    "",
    "/",
    "/index.html",
    "/{wrong}/",
    "/{wrong}/feed.xml",
    "/{token}",
    "/{token}x/",
    "/{token}/..",
    "/{token}/../../secret.txt",
    "/{token}/%2e%2e/%2e%2e/secret.txt",
    "/{token}/..%2f..%2fsecret.txt",
    "/{token}/..\\..\\secret.txt",
    "/{token}/assets/../../secret.txt",
    "/{token}/assets/",
    "/{token}/assets",
    "/{token}//etc/passwd",
    "/{token}/etc/passwd",
    "/{token}/index.html/",
    "/{token}/index.html%00",
    "/{token}/pages/0",
    "/{token}/<script>alert(1)</script>",
    "//{token}/",
]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_what_is_not_offered_is_not_there_and_nothing_is_repeated(offered: PhoneOffer, path: str) -> None:
    place = urlsplit(offered.url)
    token = place.path.strip("/")
    target = path.format(token=token, wrong=token[::-1])
    request = f"GET {target or '*'} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n"
    answer = raw(offered, request.encode())
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert answer.endswith(b"\r\n\r\nnothing here")
    assert target == "" or len(target) < 3 or target.encode() not in answer


@pytest.mark.parametrize(
    "host", ["example.org", "{host}.example.org", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", ""]
)
def test_other_hosts_names_lead_nowhere(offered: PhoneOffer, host: str) -> None:
    place = urlsplit(offered.url)
    name = host.format(host=place.hostname, port=place.port)
    answer = raw(offered, f"GET {place.path} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 421 ")
    assert answer.endswith(b"\r\n\r\nnot here")


def test_a_whole_address_of_another_host_leads_nowhere(offered: PhoneOffer) -> None:
    place = urlsplit(offered.url)
    request = f"GET http://example.org{place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n"
    assert raw(offered, request.encode()).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_there_is_nothing_but_reading(offered: PhoneOffer, client: httpx.Client, method: str) -> None:
    answer = client.request(method, offered.url)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("size", [600, 5000, 100_000, 3_000_000])
def test_long_paths_and_heads_are_refused(offered: PhoneOffer, size: int) -> None:
    place = urlsplit(offered.url)
    host = f"Host: {place.netloc}\r\n"
    answer = raw(offered, f"GET {place.path}{'x' * size} HTTP/1.1\r\n{host}\r\n".encode())
    assert answer == b"" or answer.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 "))
    assert b"xxx" not in answer
    heads = "".join(f"X-{number}: {'y' * 100}\r\n" for number in range(size // 100))
    answer = raw(offered, f"GET {place.path}nothing HTTP/1.1\r\n{host}{heads}\r\n".encode())
    assert answer == b"" or answer.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 "))


@pytest.mark.parametrize(
    "noise", [b"\x16\x03\x01\x02\x00\x01\x00", b"hello\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0" * 500]
)
def test_what_is_no_request_ends_the_connection(offered: PhoneOffer, noise: bytes) -> None:
    answer = raw(offered, noise + b"\r\n\r\n")
    assert answer == b"" or answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 421 "))


def test_a_request_that_drips_is_dropped(offered: PhoneOffer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "REQUEST_S", 0.3)
    place = urlsplit(offered.url)
    request = f"GET {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n".encode()
    for before in (b"", request + b"\r\n"):  # also where an answer came before
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as connection:
            connection.sendall(before)
            with pytest.raises(OSError):  # noqa: PT011 — reset or broken pipe, as the system calls it
                for byte in request * 100:
                    connection.sendall(bytes([byte]))
                    time.sleep(0.02)
    assert httpx.get(offered.url, trust_env=False).status_code == 200


def test_one_address_cannot_take_all_connections(offered: PhoneOffer, monkeypatch: pytest.MonkeyPatch) -> None:
    place = urlsplit(offered.url)
    monkeypatch.setattr(protocol, "MOST_OF_ONE_ADDRESS", 4)
    request = f"HEAD {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode()
    held, answered_to = [], 0
    try:
        for _ in range(7):
            connection = socket.create_connection((place.hostname or "", place.port or 0), timeout=20)
            held.append(connection)
            try:
                connection.sendall(request)
                answered_to += connection.recv(65_536).startswith(b"HTTP/1.1 200")
            except OSError:
                continue
    finally:
        for connection in held:
            connection.close()
    assert answered_to == 4


def test_who_does_not_take_what_was_asked_for_is_dropped(offered: PhoneOffer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "STALLED_S", 0.2)
    place = urlsplit(sound_of(offered))
    parts = f"GET {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect((place.hostname or "", place.port or 0))
        size = 0
        with pytest.raises(OSError):  # noqa: PT011
            for _ in range(200):
                connection.sendall(parts)
                time.sleep(0.05)
            while part := connection.recv(65_536):
                size += len(part)
            raise ConnectionResetError
    assert size < 200 * 400_000


def test_a_finished_file_that_is_taken_away_is_gone(tmp_path: Path) -> None:
    one = rendered(tmp_path, HOLDS)
    with answered(tmp_path, [one]) as offered:
        (path,) = one.sounds.values()
        path.unlink()
        assert httpx.get(sound_of(offered), trust_env=False).status_code == 410


def test_a_podcast_app_finds_all_that_the_feed_names(offered: PhoneOffer, client: httpx.Client) -> None:
    feed = feedparser.parse(client.get(offered.feed_url).content)
    assert len(feed.entries) == 4
    assert client.get(feed.feed.image.href).headers["content-type"] == "image/png"
    for entry in feed.entries:
        (enclosure,) = entry.enclosures
        head = client.head(enclosure.href)
        assert (head.headers["content-length"], head.headers["content-type"]) == (enclosure.length, enclosure.type)
        part = client.get(enclosure.href, headers={"range": "bytes=1000-2999", "if-range": head.headers["etag"]})
        assert (part.status_code, part.content) == (206, client.get(enclosure.href).content[1000:3000])
        chapters = client.get(entry.podcast_chapters["url"])
        assert chapters.headers["content-type"] == entry.podcast_chapters["type"]
        assert len(chapters.json()["chapters"]) >= 3
        transcript = client.get(entry.podcast_transcript["url"])
        assert transcript.headers["content-type"].startswith(entry.podcast_transcript["type"])
        cues = webvtt.from_string(transcript.text).captions
        assert cues[0].text.startswith(feed.entries[0].title[:4] if "Legs" in entry.title else "Holds")


def test_chapters_and_words_belong_to_their_edition(offered: PhoneOffer, client: httpx.Client) -> None:
    for episode, edition in offered.site.offered():
        chapters = json.loads(client.get(offered.url + episode.path(edition, ".json")).content)
        assert chapters["version"] == "1.2.0"
        assert [chapter["title"] for chapter in chapters["chapters"]] == [one.title for one in edition.chapters]
        assert client.get(offered.url + episode.path(edition, ".vtt")).text.startswith("WEBVTT\n\n")
