"""The fence around a student's code: what this computer can keep it from doing.

Called in a child process before any of the student's code runs. Each layer is tried by itself, so a computer that
lacks one still has the others. Linux only; other systems have a process of its own and the time limits.
There is no Python library for these calls that is kept up, so they are made through ctypes.
"""

import contextlib
import ctypes
import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path

PROCESSES, FILE_MB, DISK_MB, MEMORY_GB = 64, 50, 200, 2

NAMESPACES = "own view of processes, network and mounts (no network, no other process is seen)"
FILES = "Landlock (reads Python and the system, writes only into its own folder)"
LIMITS = "limits on memory, processor time, processes and file size"
NOTHING = "a process and a folder of its own, and a time limit"

NEW_USER, NEW_PID, NEW_NET, NEW_MOUNT, NEW_IPC = 0x10000000, 0x20000000, 0x40000000, 0x00020000, 0x08000000


def _libc():
    return ctypes.CDLL(None, use_errno=True)


def namespaces(room: str, report: Callable[[int], None]) -> bool:
    """Move into own namespaces, as the first process of its own. Returns True in that process when it worked.

    The process that called stays outside, tells the inner one's number through `report` and waits. `room` becomes
    a small disk in memory that nobody else sees.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc, uid, gid = _libc(), os.getuid(), os.getgid()
    if libc.unshare(NEW_USER | NEW_PID | NEW_NET | NEW_IPC | NEW_MOUNT):
        return False
    try:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            Path("/proc/self", name).write_text(text)
    except OSError:
        return False
    ready, go = os.pipe()
    inner = os.fork()
    if inner:  # outside: tell, wait, and end as the inner one did
        os.close(ready)
        report(inner)
        os.write(go, b"1")
        os._exit(0 if os.waitpid(inner, 0)[1] == 0 else 1)
    os.close(go)
    os.read(ready, 1)
    os.close(ready)
    libc.prctl(1, signal.SIGKILL)  # ends with the one that waits outside
    private = libc.mount(b"none", b"/", None, 0x44000, None) == 0  # MS_REC | MS_PRIVATE
    if private:
        libc.mount(b"tmpfs", os.fsencode(room), b"tmpfs", 6, f"size={DISK_MB}m,nr_inodes=20000,mode=700".encode())
        libc.mount(
            b"proc", b"/proc", b"proc", 14, None
        )  # often refused inside containers; then /proc is closed by Landlock
    return True


def files(room: str, readable: list[str]) -> bool:
    """Landlock: read `readable` and write `room`, nothing else; no TCP; no signals to the outside. True when it holds."""
    if not sys.platform.startswith("linux"):
        return False
    libc = _libc()
    abi = libc.syscall(444, None, 0, 1)
    if abi < 1:
        return False
    handled = (1 << 13) - 1 | (1 << 13 if abi >= 2 else 0) | (1 << 14 if abi >= 3 else 0) | (1 << 15 if abi >= 5 else 0)
    about = struct.pack("QQQ", handled, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    rules = libc.syscall(444, about, 8 if abi < 4 else 16 if abi < 6 else 24, 0)
    if rules < 0:
        return False
    read, write = 0b1101, handled  # execute, read files, list folders
    places = [
        (room, write),
        ("/dev/null", 0b110 | (1 << 14 if abi >= 3 else 0)),
        ("/dev/urandom", 0b100),
        ("/dev/zero", 0b100),
    ]
    for where, rights in [*places, *((one, read) for one in readable)]:
        try:
            fd = os.open(where, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        if not os.path.isdir(where):
            rights &= 0b111 | 1 << 14
        libc.syscall(445, rules, 1, struct.pack("=Qi", rights, fd), 0)
        os.close(fd)
    libc.prctl(38, 1, 0, 0, 0)  # no new privileges
    held = libc.syscall(446, rules, 0) == 0
    os.close(rules)
    return held


def limits(seconds: float, alone: bool) -> bool:
    """Limits on memory, time, files and processes. `alone`: in namespaces, where the count of processes begins at none."""
    try:
        import resource
    except ImportError:
        return False
    wanted = {"RLIMIT_FSIZE": FILE_MB * 2**20, "RLIMIT_CORE": 0, "RLIMIT_CPU": int(seconds) + 5, "RLIMIT_NOFILE": 256}
    with contextlib.suppress(OSError):  # macOS keeps no such limit
        held = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        wanted["RLIMIT_AS"] = held + MEMORY_GB * 2**30
    if alone:
        wanted["RLIMIT_NPROC"] = PROCESSES
    for name, most in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (OSError, ValueError, AttributeError):
            continue
    return True


def readable() -> list[str]:
    """What a student's code may read: Python, its packages and the system's libraries."""
    places = {
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        *(p for p in sys.path if "site-packages" in p or "dist-packages" in p),
        "/usr",
        "/lib",
        "/lib64",
        *(f"/etc/{name}" for name in ("ld.so.cache", "localtime", "fonts", "mime.types", "passwd", "nsswitch.conf")),
    }
    return sorted(place for place in places if place and place != "/" and os.path.exists(place))


def layers(alone: bool, landlocked: bool, limited: bool) -> list[str]:
    """What holds, in words for the report."""
    return [words for held, words in ((alone, NAMESPACES), (landlocked, FILES), (limited, LIMITS)) if held] or [NOTHING]
