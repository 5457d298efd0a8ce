"""Hands the `vllm serve` commands of standard input to vLLM's own parser; ends with 1 if it refuses one."""

import shlex
import sys

from vllm.entrypoints.launchers.cli_args import make_arg_parser
from vllm.utils.argparse_utils import FlexibleArgumentParser

parser = make_arg_parser(FlexibleArgumentParser(prog="vllm serve"))
parsed = refused = 0
for line in sys.stdin:
    try:
        parser.parse_args(shlex.split(line)[2:])
        parsed += 1
    except SystemExit:
        refused += 1
        print("refused:", line.strip())
print(parsed, "parsed,", refused, "refused")
sys.exit(1 if refused or not parsed else 0)
