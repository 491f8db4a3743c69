"""A bucket of a local S3 server, and a Dask cluster of two workers of which one is killed."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from coach.publisher import cluster_pool, open_store
from tests.publisher.shops import URL, published, routine

pytestmark = pytest.mark.slow


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bucket of an S3 server on this machine."""
    pytest.importorskip("s3fs", reason="needs s3fs (`pip install s3fs`)")
    server_module = pytest.importorskip("moto.server", reason="needs moto (`pip install 'moto[server]'`)")
    import boto3
    import s3fs

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=port)
    server.start()
    endpoint = f"http://127.0.0.1:{port}"
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**keys, "AWS_ENDPOINT_URL": endpoint}.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket="workouts")
    s3fs.S3FileSystem.clear_instance_cache()
    yield "s3://workouts/legs"
    server.stop()


def test_a_bucket_holds_what_a_folder_holds(tmp_path: Path, bucket: str) -> None:
    sources = [routine(tmp_path, "legs"), routine(tmp_path, "arms")]
    published(sources, str(tmp_path / "site"))
    published(sources, bucket)
    folder, store = open_store(str(tmp_path / "site")), open_store(bucket)
    assert store.listing() == folder.listing()
    for path in store.listing() - {"feed.xml", "published.json"}:  # they hold the time
        assert store.read(path) == folder.read(path)
    assert published(sources, bucket).made == ()
    assert published(sources[:1], bucket).removed == ("arms",)
    assert not any(path.startswith("arms/") for path in store.listing())
    assert store.read("arms/index.html") is None


def test_the_types_of_files_are_those_of_the_web(tmp_path: Path, bucket: str) -> None:
    import boto3

    published([routine(tmp_path, "legs")], bucket)
    client = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    for path, kind in (("feed.xml", "application/rss+xml; charset=utf-8"), ("index.html", "text/html; charset=utf-8")):
        assert client.head_object(Bucket="workouts", Key=f"legs/{path}")["ContentType"] == kind
    (sound,) = [path for path in open_store(bucket).listing() if path.endswith(".mp3")]
    assert client.head_object(Bucket="workouts", Key=f"legs/{sound}")["ContentType"] == "audio/mpeg"


def test_a_cluster_loses_nothing_when_a_worker_is_killed(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="needs distributed (`pip install distributed`)")
    names = [f"legs{number}" for number in range(12)]
    sources = [routine(tmp_path, name) for name in names]
    site = tmp_path / "site"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        pool = cluster_pool(cluster.scheduler_address)
        killed = []

        def killing(jobs):  # type: ignore[no-untyped-def]
            for number, outcome in enumerate(pool(jobs)):
                if number == 1:
                    worker = next(iter(cluster.workers.values()))
                    killed.append(worker.pid)
                    os.kill(worker.pid, signal.SIGKILL)
                yield outcome

        done = published(sources, f"file://{site}", killing)
    assert killed
    assert (sorted(done.made), done.failures) == (sorted(names), {})
    for path in (site / name / "index.html" for name in names):
        assert path.is_file()
    assert urlsplit(done.feed_url).netloc == urlsplit(URL).netloc
