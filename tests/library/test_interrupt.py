"""Ctrl-C reaches the driver alone."""

import signal
import sys
import time
from pathlib import Path

import pytest

from hongtou.library import pool as module
from hongtou.library.find import MISSING
from hongtou.library.pool import Pool
from hongtou.library.work import Unit, WorkerSettings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="masks are looked up in /proc")


def hears(pid):
    """Whether SIGINT gets through to a process, whatever it does with it."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (blocked,) = [line.split()[1] for line in lines if line.startswith("SigBlk")]
    return not int(blocked, 16) & 1 << (signal.SIGINT - 1)


def workers_of(pool):
    return set(pool._pool._pool_manager.worker_manager.workers)


def test_a_worker_is_deaf_to_ctrl_c_from_its_start(tmp_path):
    with Pool(2, WorkerSettings(str(tmp_path / "l.db"), "null")) as pool:
        pids = workers_of(pool)
        assert len(pids) == 2
        assert not any(hears(pid) for pid in pids), "before it has run a line of its own"
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ()), "the driver hears"


def test_a_worker_in_anothers_place_is_deaf_too(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "UNITS_A_WORKER", 1)
    unit = Unit("probe:x", "probe", str(tmp_path / "none"), None, 60.0)
    with Pool(1, WorkerSettings(str(tmp_path / "l.db"), "null")) as pool:
        (first,) = workers_of(pool)
        for _ in range(2):
            assert pool.schedule(unit).result(timeout=60) == MISSING
        while workers_of(pool) in ({first}, set()):
            time.sleep(0.01)
        (second,) = workers_of(pool)
        assert not hears(second)
