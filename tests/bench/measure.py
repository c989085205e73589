"""Runs a program and prints, as JSON, the seconds it took, those of its threads, and its peak memory.

Usage: measure.py PROGRAM ARGUMENT... What the program prints goes to the standard error. The memory
(getrusage's ru_maxrss) is never less than this interpreter's own, about 10 MB: the child starts as
its copy.
"""

import json
import os
import sys
import time

started = time.perf_counter()
actions = [(os.POSIX_SPAWN_DUP2, 2, 1)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - started
unit = 1 if sys.platform == "darwin" else 1024
figures = {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * unit}
print(json.dumps(figures))
sys.exit(os.waitstatus_to_exitcode(status) % 256)
