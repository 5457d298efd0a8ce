"""What every peer needs: the problems, served by a Java process, and the loop that asks and tells."""

import argparse
import json
import os
import subprocess
import time

JAR = os.environ.get("SCOOT_BENCHMARKS") or os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "target", "benchmarks.jar"
)
SERVER = "io.scoot.benchmarks.quality.ProblemServer"


class Problems:
    """The Java process; one JSON object per line in both directions."""

    def __init__(self, out, budget, tables=None, bounded=None):
        command = ["java", "-cp", JAR, SERVER, "--out", out, "--budget", str(budget)]
        command += ["--tables", tables] if tables else []
        command += ["--bounded", bounded] if bounded else []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise ValueError(f"{message}: {answer['error']}")
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def values(parameter):
    """The values of an unordered or ordered list."""
    return [False, True] if parameter["type"] == "bool" else parameter.get("levels") or parameter.get("values")


def level(p, index):
    """The value of a parameter whose levels a peer knows by their indices."""
    return p["levels"][int(index)] if p["type"] == "ordinal" else index


def index(p, value):
    """The inverse of level."""
    return p["levels"].index(value) if p["type"] == "ordinal" else value


class WorstSoFar:
    """A value for what has none: the worst seen, of each objective; 0 before anything was measured."""

    def __init__(self, objectives):
        self.worst = [None] * objectives

    def seen(self, objectives):
        self.worst = [v if w is None else max(v, w) for v, w in zip(objectives, self.worst)]

    def value(self):
        return [0.0 if w is None else w for w in self.worst]

    def told(self, objectives):
        """What was measured, or the worst so far where nothing was."""
        if objectives is not None:
            self.seen(objectives)
        return objectives or self.value()


class MostBroken:
    """How far bounds are broken by what crashed: the most seen of any, at least by as much as the bound."""

    def __init__(self, bounds):
        self.count, self.most = bounds, 1.0

    def told(self, violations):
        if violations is None:
            return [self.most] * self.count
        self.most = max([self.most, *violations])
        return violations


def main(tuner, new_peer, several_objectives=True, knows_bounds=False):
    """Runs a peer on all problems and seeds; what the file has already is not run again.

    new_peer(space, objectives, seed) has ask() -> values by name, and tell(values, objectives or None, known), where None is a
    crash, and known says that a known constraint is violated. All objectives are minimised. A peer that knows bounds has bounded(n),
    once, and before each tell bounds(violations or None): one number per bound, positive where it is broken.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--problems", help="comma-separated; all unless given")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--budget", type=int, default=30)
    parser.add_argument("--tables", help="folder of measured tables")
    parser.add_argument("--bounded", help="problems under bounds in place of the others: service or table")
    parser.add_argument("--out", default=f"{tuner}.jsonl")
    options = parser.parse_args()
    if options.bounded and not knows_bounds:
        parser.error(f"{tuner} has no bounds here")
    problems = Problems(options.out, options.budget, options.tables, options.bounded)
    names = options.problems.split(",") if options.problems else problems.ask({"list": True})["problems"]
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        for problem in names:
            begun = problems.ask({"problem": problem, "tuner": tuner, "seed": seed})
            if "skip" in begun or (begun["objectives"] > 1 and not several_objectives):
                continue
            start = time.time()
            run(problems, begun, new_peer(begun["space"], begun["objectives"], seed))
            print(f"{tuner} {problem} seed {seed}: {time.time() - start:.0f} s", flush=True)
    problems.close()


def run(problems, begun, peer):
    configuration, took = begun.get("default"), 0.0  # the default is observed first, as by Scoot
    if begun["bounds"]:
        peer.bounded(len(begun["bounds"]))
    while True:
        if configuration is None:
            asked = time.time()
            configuration = peer.ask()
            took = time.time() - asked
        answer = problems.ask({"evaluate": configuration, "seconds": took})
        if begun["bounds"]:
            peer.bounds(answer.get("violations"))
        peer.tell(configuration, answer.get("values"), "violates" in answer)
        if answer["left"] == 0:
            return
        configuration = None
