"""Who may ask the studio, and what is answered to those who may not."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from coach.app import compose, open_voice, read
from coach.app.composing import preview
from coach.errors import WishError
from coach.routine import MAX_TEXT
from coach.studio import Studio
from tests.studio.studios import answered

SHORT = "# Short\n\n- Squats: 4 @ 1 s\n- Plank: 10 s\n"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with answered(tmp_path_factory.mktemp("studio")) as found:
        yield found


def post(studio: Studio, name: str, asked: Any, **headers: str) -> httpx.Response:
    origin = studio.url.removesuffix(f"/{studio.token}/")
    sent = {"origin": origin, "content-type": "application/json", **headers}
    return httpx.post(studio.url + name, content=json.dumps(asked), headers=sent, timeout=60)


def done(answer: httpx.Response) -> dict[str, Any]:
    """What came of work that takes a while."""
    assert answer.status_code == 200
    facts = [json.loads(line) for line in answer.text.splitlines()]
    assert all("what" in fact for fact in facts[:-1])
    found: dict[str, Any] = facts[-1]
    return found


def test_a_text_is_read_as_check_reads_it(studio: Studio) -> None:
    found = post(studio, "read", {"text": SHORT}).json()
    assert [(line["line"], line["kind"]) for line in found["lines"]] == [
        (1, "section"),
        (3, "exercise"),
        (4, "exercise"),
    ]
    assert (found["title"], found["problems"], found["doubts"]) == ("Short", 0, 0)
    plan = found["plan"]
    assert plan["picture"].startswith("<svg")
    assert [section["title"] for section in plan["sections"]][-2:] == ["Squats", "Plank"]


@pytest.mark.parametrize("text", ["", " \n ", "hamstrings", "http://127.0.0.1/", "/etc/passwd", "-"])
def test_a_text_is_never_a_name(studio: Studio, text: str) -> None:
    found = post(studio, "read", {"text": text}).json()
    assert found["plan"] is None
    assert "passwd:" not in json.dumps(found["lines"])
    assert found["title"] != "Ten-minute hamstring workout for runners"


def test_what_cannot_be_met_is_told_and_nothing_is_planned(studio: Studio) -> None:
    found = post(studio, "read", {"text": SHORT, "wishes": {"fit": "0:05"}}).json()
    assert found["plan"] is None
    assert "0:05" in found["unplanned"]
    assert found["usable"]  # an estimate is no verdict
    answer = post(studio, "listen", {"text": SHORT, "wishes": {"pace": 7}})
    assert "out of range" in done(answer)["error"]


def test_a_sound_can_be_heard_from_any_point_until_four_newer_ones(studio: Studio) -> None:
    heard = [
        done(post(studio, "listen", {"text": SHORT, "wishes": {"pace": 1 + number / 10}}))["result"]
        for number in range(5)
    ]
    newest = httpx.get(studio.url + heard[-1]["sound"], headers={"range": "bytes=1000-1999"})
    assert (newest.status_code, len(newest.content)) == (206, 1000)
    assert httpx.get(studio.url + heard[-1]["captions"]).text.startswith("WEBVTT")
    assert httpx.get(studio.url + heard[0]["sound"]).status_code == 404
    assert heard[0]["duration_s"] > heard[-1]["duration_s"]


def test_an_mp3_is_what_export_writes(studio: Studio, tmp_path: Path) -> None:
    from coach.app import export

    found = done(post(studio, "download", {"text": SHORT}))["result"]
    path = tmp_path / "short.mp3"
    library = open_voice("silent", language="en")
    export(compose(read(SHORT), voice=library), path, voice=library)
    assert found["name"] == "short.mp3"
    assert httpx.get(studio.url + found["file"]).content == path.read_bytes()


def test_a_text_is_tidied_as_format_does(studio: Studio) -> None:
    tidied = post(studio, "tidy", {"text": "# Short\n\nsquats 3x4\n"}).json()["text"]
    assert "- squats: 3 x 4" in tidied
    assert post(studio, "tidy", {"text": "# Short\n\n- Squats: 99999\n"}).status_code == 422


def test_only_the_page_may_ask(studio: Studio) -> None:
    asked = {"text": SHORT}
    assert post(studio, "read", asked, origin="http://evil.example").status_code == 403
    assert post(studio, "read", asked, host="evil.example").status_code == 421
    assert post(studio, "read", asked, **{"content-type": "text/plain"}).status_code == 415
    assert post(studio, "../read", asked).status_code == 404
    assert post(studio, "delete", asked).status_code == 404
    other = studio.url.replace(studio.token, "A" * len(studio.token))
    headers = {"origin": studio.url.removesuffix(f"/{studio.token}/"), "content-type": "application/json"}
    assert httpx.post(other + "read", content="{}", headers=headers).status_code == 404
    for path in ("read", "sounds/", "../../../etc/passwd", "%2e%2e/desk.py", "studio.html.bak"):
        assert httpx.get(studio.url + path).status_code == 404


@pytest.mark.parametrize("body", ["", "[]", "{", '{"text": 1}', '{"more": 1}', '{"wishes": {"path": "/etc"}}'])
def test_what_is_not_understood_is_said_without_repeating_it(studio: Studio, body: str) -> None:
    headers = {"origin": studio.url.removesuffix(f"/{studio.token}/"), "content-type": "application/json"}
    answer = httpx.post(studio.url + "read", content=body, headers=headers)
    assert (answer.status_code, answer.text) == (400, "not understood")


def test_a_huge_paste_is_refused_and_the_next_is_answered(studio: Studio) -> None:
    answer = post(studio, "read", {"text": "x" * (5 * MAX_TEXT)})
    assert answer.status_code == 413
    assert f"{MAX_TEXT:,}" in answer.json()["error"]
    assert post(studio, "read", {"text": SHORT}).status_code == 200


def test_who_leaves_in_the_middle_of_a_request_holds_nobody_up(studio: Studio) -> None:
    host, port = studio.url.split("/")[2].split(":")
    with socket.create_connection((host, int(port))) as client:
        head = f"POST /{studio.token}/read HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
        client.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{{".encode())
    assert post(studio, "read", {"text": SHORT}).status_code == 200


def test_the_page_loads_little_and_from_nowhere_else(studio: Studio) -> None:
    page = httpx.get(studio.url)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    names = ["studio.css", "studio.js", "api.js", "reading.js", "hearing.js", "lockscreen.js", "places.js", "icon.svg"]
    sizes = [len(httpx.get(studio.url + name).raise_for_status().content) for name in names]
    assert len(page.content) + sum(sizes) < 60_000


def test_a_preview_takes_about_as_long_as_the_voice_it_is_fitted_to() -> None:
    routine = read(SHORT)
    about, exact = preview(routine), compose(routine, voice="silent")
    assert about.duration == pytest.approx(exact.duration, rel=0.1)
    assert [event.cue for event in about.events] == [event.cue for event in exact.events]
    with pytest.raises(WishError):
        preview(routine, fit="0:05")
