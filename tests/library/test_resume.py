"""A run that is ended anywhere is taken up by the next one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hongtou.library import Library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
COMMAND = [sys.executable, "-c", "from hongtou.cli import main; main()", "process"]


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def alive(pids):
    """Which of the processes still run (one that is dead but not yet buried does not)."""
    running = []
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            continue
        if stat.rpartition(")")[2].split()[0] != "Z":
            running.append(pid)
    return running


def children(pid):
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(word) for word in words]


@pytest.fixture
def started(tmp_path, scripted, scan):
    """A slow run over 12 scans, in a process of its own."""
    place = tmp_path / "in"
    place.mkdir()
    for shade in range(100, 112):
        scan(place / f"{shade}.png", shade)
    scripted.configure(tmp_path)
    scripted.script("slow")
    command = [*COMMAND, str(place), "--jobs", "2", "--library", "l.db"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=scripted.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert wait_for(lambda: scripted.reads() >= 4)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_an_ended_run_is_resumed(started, tmp_path, scripted, options, exported, how):
    process = started
    workers = children(process.pid)
    if how is signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does: the workers get it too
    else:
        process.send_signal(how)
    _, words = process.communicate(timeout=30)
    if how is not signal.SIGKILL:
        assert process.returncode == 130
        assert "resume with the same command" in words.decode()
        assert "Traceback" not in words.decode()
    if sys.platform == "linux":
        assert workers
        assert wait_for(lambda: not alive(workers)), "no worker goes on alone"
    scripted.script("read")
    with Library(tmp_path / "l.db") as library:
        kept = library.store.db.execute("SELECT count(*) FROM pages").fetchone()[0]
        assert 0 < kept < 12
        before = scripted.reads()
        summary = library.process([tmp_path / "in"], options())
        assert summary.failures == []
        assert scripted.reads() - before == 12 - kept, "what was committed is not read again"
        interrupted = exported(library)
    with Library(tmp_path / "other.db") as library:
        library.process([tmp_path / "in"], options())
        assert exported(library) == interrupted


def test_two_runs_at_once_give_what_one_gives(tmp_path, scripted, scan, options, exported):
    place = tmp_path / "in"
    place.mkdir()
    for shade in range(100, 108):
        scan(place / f"{shade}.png", shade)
    scripted.configure(tmp_path)
    command = [*COMMAND, str(place), "--jobs", "1", "--library", "l.db"]
    runs = [
        subprocess.Popen(
            command,
            cwd=tmp_path,
            env=scripted.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for process in runs:
        _, words = process.communicate(timeout=60)
        assert process.returncode == 0, words.decode()
    with Library(tmp_path / "l.db") as library:
        both = exported(library)
    with Library(tmp_path / "other.db") as library:
        library.process([place], options())
        assert exported(library) == both
