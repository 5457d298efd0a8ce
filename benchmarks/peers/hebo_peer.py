"""HEBO (input-warped Gaussian process, MACE), one objective. A crash, and a violated known constraint, is told as the worst value so
far: HEBO knows no failures."""

import logging
import warnings

import numpy as np
import pandas as pd
import torch
from hebo.design_space.design_space import DesignSpace
from hebo.optimizers.hebo import HEBO

import common

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
torch.set_num_threads(1)


class Peer:
    def __init__(self, space, objectives, seed):
        self.space = space
        self.worst = common.WorstSoFar(objectives)
        np.random.seed(seed)
        torch.manual_seed(seed)
        design = DesignSpace().parse([parameter(p) for p in space])
        self.hebo = HEBO(design, rand_sample=len(space), scramble_seed=seed)
        self.rows = None

    def ask(self):
        self.rows = self.hebo.suggest(n_suggestions=1)
        row = self.rows.iloc[0]
        return {p["name"]: decode(p, row[p["name"]]) for p in self.space}

    def tell(self, configuration, objectives, known):
        told = self.worst.told(objectives)
        if self.rows is None:  # the default
            self.rows = pd.DataFrame([{p["name"]: common.index(p, configuration[p["name"]]) for p in self.space}])
        self.hebo.observe(self.rows, np.array([told]))
        self.rows = None


def parameter(p):
    if p["type"] in ("integer", "real"):
        kinds = {("integer", True): "pow_int", ("integer", False): "int", ("real", True): "pow", ("real", False): "num"}
        return {"name": p["name"], "type": kinds[p["type"], p["log"]], "lb": p["min"], "ub": p["max"]}
    if p["type"] == "ordinal":
        return {"name": p["name"], "type": "int", "lb": 0, "ub": len(p["levels"]) - 1}
    if p["type"] == "bool":
        return {"name": p["name"], "type": "bool"}
    return {"name": p["name"], "type": "cat", "categories": p["values"]}


def decode(p, value):
    if p["type"] == "ordinal":
        return p["levels"][int(value)]
    if p["type"] == "integer":
        return min(p["max"], max(p["min"], int(round(value))))
    if p["type"] == "real":
        return min(p["max"], max(p["min"], float(value)))
    return bool(value) if p["type"] == "bool" else str(value)


if __name__ == "__main__":
    common.main("hebo", Peer, several_objectives=False)
