"""What holds for all tests: they ask this machine alone, whatever proxy the environment names."""

import os

for _name in ("http_proxy", "https_proxy", "all_proxy"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.upper(), None)
