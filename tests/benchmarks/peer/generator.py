"""`python generator.py FOLDER …`: the generator's command line, with our adapter among its own."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, sys.argv.pop(1))

import bench.adapters

bench.adapters.__path__.append(str(Path(__file__).parent))
runpy.run_module("bench.run", run_name="__main__", alter_sys=True)
