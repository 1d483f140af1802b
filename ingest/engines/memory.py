"""Memory that a page image took is kept for the next one."""

from __future__ import annotations

import sys

_BELOW, _KEPT = 64, 256
"""Megabytes: smaller pieces are taken from memory that is kept, and so much of it is kept unused."""


def keep_memory() -> None:
    """Let the C library keep what is freed, where it is glibc: it gives pieces as large as a page image
    back to the system, which must clear them before the next page gets them. At 300 dpi that was half
    of the time of decoding."""
    if sys.platform != "linux":
        return
    import ctypes

    change = getattr(ctypes.CDLL(None), "mallopt", None)
    if change is not None:
        trim_threshold, mmap_threshold = -1, -3  # malloc.h
        change(trim_threshold, _KEPT << 20)
        change(mmap_threshold, _BELOW << 20)
