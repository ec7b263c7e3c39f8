"""What holds for all tests: they ask this machine alone, and leave nothing in the folder that they run in."""

import os
import signal

from hypothesis import settings

for _name in ("http_proxy", "https_proxy", "all_proxy"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.upper(), None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what runs in its background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what tests start is told to stop by it

if "ELCHI_FUZZ" not in os.environ:  # else it keeps what failed, to try it first the next time
    settings.register_profile("plain", database=None)
    settings.load_profile("plain")
