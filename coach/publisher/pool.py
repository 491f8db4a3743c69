"""Making many episodes at once: on all cores of this computer, or on a Dask cluster."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from coach.errors import MachineError, WishError
from coach.publisher.work import Job, Made, make

Pool = Callable[[list[Job]], Iterator[tuple[Job, Made | str]]]
"""Makes jobs in any order, and tells each with what came of it, or why not, as soon as it is known."""
_TRIES = 3
"""Of a job whose worker dies: it may have been another's fault."""


def local_pool(workers: int | None = None) -> Pool:
    """A pool of processes of this computer; by default one for each core it may use."""
    count = workers or _cores()

    def run(jobs: list[Job]) -> Iterator[tuple[Job, Made | str]]:
        tries = dict.fromkeys(jobs, 0)
        left = list(jobs)
        while left:
            died: list[Job] = []
            for job, outcome in _at_once(left, min(count, len(left))):
                if outcome is None:
                    died.append(job)
                else:
                    yield job, outcome
            for job in died:
                tries[job] += 1
            yield from ((job, f"its worker died {_TRIES} times") for job in died if tries[job] >= _TRIES)
            left = [job for job in died if tries[job] < _TRIES]

    return run


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _at_once(jobs: list[Job], workers: int) -> Iterator[tuple[Job, Made | str | None]]:
    """Jobs with what came of them; None where a worker died before it was known."""
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(workers, mp_context=context)
    try:
        futures: dict[Future[Made | str], Job] = {executor.submit(make, job): job for job in jobs}
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield futures[future], _outcome(future)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _outcome(future: "Future[Made | str]") -> Made | str | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None
    except Exception as error:  # of one job: nothing else stops for it
        return f"{type(error).__name__}: {error}"


def cluster_pool(address: str) -> Pool:
    """The workers of a Dask cluster, each of which has to have the coach and to reach the store.

    Raises:
        WishError: Dask is not installed.
        MachineError: nobody answers there.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        hint = "install it: pip install 'coach[cluster]'"
        raise WishError("Dask is not installed", subject=f"--cluster {address}", hint=hint) from None
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError, TimeoutError) as error:
        hint = "start a scheduler (`dask scheduler`) and workers (`dask worker ADDRESS`), and name its address"
        raise MachineError("no cluster answers", subject=f"--cluster {address}", hint=hint) from error

    def run(jobs: list[Job]) -> Iterator[tuple[Job, Made | str]]:
        with client:
            futures = client.map(make, jobs, pure=False, retries=_TRIES, batch_size=100)
            known = dict(zip(futures, jobs, strict=True))
            for future in as_completed(futures):
                error = future.exception()
                yield known[future], f"{type(error).__name__}: {error}" if error else future.result()
                future.release()

    return run
