"""Measures one running vLLM in turns by `vllm bench serve` and by Scoot's load generator, and prints both.

    python beside.py SCOOT [--model FOLDER] [--rounds 5] [--requests 128] [--concurrency 16] [--input 512] [--output 128] [--pin]

Run by the Python of the environment that has vLLM (CPU or GPU), on the file `scoot` that the build makes. The model is a folder with a
config.json; weights are made up, and a tokenizer in which each word is a token is written beside a copy of it. Both tools send the same
number of requests of the same lengths in a closed loop, each prompt once, and take turns at going first.
With --pin both tools run on the last core and the engine on the others, so that neither takes from the engine what it measures (Linux).
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEASURES = ("ttft_ms", "tpot_ms", "latency_ms", "throughput_rps")


def prepared(model, folder):
    """A copy of the model's configuration with a tokenizer of words t0, t1, …"""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    shutil.copy(model / "config.json", folder)
    size = json.loads((model / "config.json").read_text())["vocab_size"]
    words = Tokenizer(models.WordLevel({f"t{i}": i for i in range(size)}, unk_token="t0"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    PreTrainedTokenizerFast(tokenizer_object=words, unk_token="t0").save_pretrained(folder)
    return size


def serve(folder, port, length, cores):
    """vLLM on these cores, such as "0,1" (empty: on all), until it answers."""
    program = str(Path(sys.executable).parent / "vllm")
    command = [program, "serve", str(folder), "--load-format", "dummy", "--max-model-len", str(length), "--port", str(port)]
    log = open(folder / "serve.log", "w")
    environment = {"VLLM_CPU_KVCACHE_SPACE": "1", "VLLM_NO_USAGE_STATS": "1", "HF_HUB_OFFLINE": "1", **os.environ}
    if cores:
        command = ["taskset", "--cpu-list", cores, *command]
        environment["VLLM_CPU_OMP_THREADS_BIND"] = cores
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True, env=environment)
    for _ in range(600):
        if process.poll() is not None:
            sys.exit(f"vllm ended: {(folder / 'serve.log').read_text()[-2000:]}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5)
            return process
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    sys.exit("vllm did not answer within ten minutes")


def prompts(path, options, size, seed):
    draw = random.Random(seed)
    with open(path, "w") as lines:
        for _ in range(options.requests + 1):  # one for Scoot's warm-up
            words = " ".join(f"t{draw.randrange(size)}" for _ in range(options.input))
            lines.write(json.dumps({"prompt": words, "output_tokens": options.output}) + "\n")
    return str(path)


def bench(url, folder, options, file):
    from vllm.benchmarks.serve import add_cli_args, main_async
    from vllm.utils.argparse_utils import FlexibleArgumentParser

    parser = FlexibleArgumentParser()
    add_cli_args(parser)
    arguments = f"""--backend vllm --base-url {url} --model {folder} --dataset-name custom --dataset-path {file}
        --custom-output-len {options.output} --num-prompts {options.requests} --max-concurrency {options.concurrency} --request-rate inf
        --ignore-eos --temperature 0 --skip-chat-template --disable-shuffle --disable-tqdm --ready-check-timeout-sec 0
        --percentile-metrics ttft,tpot,e2el"""
    result = asyncio.run(main_async(parser.parse_args(arguments.split())))
    return dict(zip(MEASURES, (result[k] for k in ("mean_ttft_ms", "mean_tpot_ms", "mean_e2el_ms", "request_throughput"))))


def scoot(url, folder, options, file):
    arguments = f"""tune engine --server {url} --model {folder} --prompts {file} --output-tokens {options.output} --rate inf
        --requests {options.requests} --max-concurrency {options.concurrency} --warm-up 1 --warm-up-waves 1 --json"""
    run = subprocess.run([options.scoot, *arguments.split()], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stdout + run.stderr)
    metrics = json.loads(run.stdout)["metrics"]
    return {name: metrics[name] for name in MEASURES}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scoot")
    parser.add_argument("--model", type=Path, default=HERE / "model")
    for name, value in (("rounds", 5), ("requests", 128), ("concurrency", 16), ("input", 512), ("output", 128)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--pin", action="store_true", help="both tools on the last core, the engine on the others")
    options = parser.parse_args()
    cores = ""  # of the engine; empty: all
    if options.pin:
        *others, last = sorted(os.sched_getaffinity(0))
        if not others:
            parser.error("--pin: there is one core; the engine and the tools need one each")
        cores = ",".join(map(str, others))
        os.sched_setaffinity(0, {last})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = prepared(options.model, folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        engine = serve(folder, port, options.input + options.output + 1, cores)
        rows = {"bench": [], "scoot": []}
        try:
            url = f"http://127.0.0.1:{port}"
            for number in range(options.rounds + 1):
                turns = [("bench", bench), ("scoot", scoot)]
                for tool, measure in turns if number % 2 else reversed(turns):
                    seed = 2 * number + (tool == "scoot")
                    row = measure(url, folder, options, prompts(folder / f"{tool}.jsonl", options, size, seed))
                    if number > 0:  # the first warms the engine
                        rows[tool].append(row)
                        print(tool, number, {k: round(float(v), 3) for k, v in row.items()}, flush=True)
        finally:
            os.killpg(engine.pid, 15)
            engine.wait(60)
    for name in MEASURES:
        means = {tool: statistics.mean(row[name] for row in rows[tool]) for tool in rows}
        change = 100 * (means["scoot"] / means["bench"] - 1)
        print(f"{name:16} vllm bench serve {means['bench']:10.3f}   scoot {means['scoot']:10.3f}   {change:+.1f} %")


if __name__ == "__main__":
    main()
