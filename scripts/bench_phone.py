"""The figures of the phone's page: how soon its first byte and its first sound come, and how much it weighs."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import httpx

from scripts.figures import spread
from tests.browser import browser, missing, until

COACH = [sys.executable, "-m", "coach", "phone", "hamstrings", "--no-network", "--json"]
_ROUNDS = 10
AT = "document.getElementById('sound').currentTime"


@contextmanager
def offered() -> Iterator[str]:
    """The address of the page, with the voice that is there by default."""
    began = time.perf_counter()
    with subprocess.Popen(COACH, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.endswith("\n}\n"):
            text += process.stdout.readline()
        print(f"coach phone hamstrings: its address after {time.perf_counter() - began:.1f} s, three paces rendered")
        yield json.loads(text)["url"]
        process.terminate()


def bench_first_byte(url: str) -> None:
    """Each time by a connection of its own, as a phone that has just read the code."""
    for name, path in (("page", ""), ("sound", sound_of(url))):
        times = []
        for _ in range(_ROUNDS):
            place = urlsplit(url + path)
            began = time.perf_counter()
            connection = HTTPConnection(place.hostname or "", place.port)
            connection.request("GET", place.path)
            connection.getresponse().read(1)
            times.append(1000 * (time.perf_counter() - began))
            connection.close()
        print(f"the {name}'s first byte: {spread(times, 0)} ms after the request")


def bench_playing(url: str) -> None:
    loading, playing, weights, hosts = [], [], [], set()
    with browser() as chromium:
        for _ in range(_ROUNDS):
            context = chromium.new_context(viewport={"width": 390, "height": 844})
            page, sizes = context.new_page(), []
            page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
            page.on("response", lambda answer, sizes=sizes: sizes.append(answer))
            began = time.perf_counter()
            page.goto(url, wait_until="domcontentloaded")
            loaded = time.perf_counter()
            page.locator("#play").click()
            until(page, f"{AT} > 0")
            loading.append(loaded - began)
            playing.append(time.perf_counter() - began)
            page.wait_for_timeout(500)
            weights.append(
                sum(one.request.sizes()["responseBodySize"] for one in sizes if not one.url.endswith(".mp3"))
            )
            context.close()
    print(f"the page is there {spread(loading)} s after it was opened, and plays after {spread(playing)} s")
    print(f"it weighs {max(weights) / 1000:.0f} kB without its sound, and asks {len(hosts)} host")


def sound_of(url: str) -> str:
    page = httpx.get(url, trust_env=False).text
    return page.partition('data-sound="')[2].partition('"')[0]


def main() -> None:
    if missing():
        print(f"the phone's page is not measured: it {missing()}")
        return
    with offered() as url:
        bench_first_byte(url)
        bench_playing(url)


if __name__ == "__main__":
    main()
