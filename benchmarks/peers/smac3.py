"""SMAC3's hyper-parameter optimisation facade (random forest, EI of logs, local search), ParEGO for several objectives. A crash is
told as SMAC has it, status CRASHED, with the worst cost so far."""

import logging
import tempfile

from ConfigSpace import Categorical, ConfigurationSpace, Float, Integer, OrdinalHyperparameter
from smac import HyperparameterOptimizationFacade, Scenario
from smac.multi_objective.parego import ParEGO
from smac.runhistory.dataclasses import TrialInfo, TrialValue
from smac.runhistory.enumerations import StatusType
from ConfigSpace import Configuration

import common

logging.disable(logging.CRITICAL)


class Peer:
    def __init__(self, space, objectives, seed):
        self.space = space
        self.worst = common.WorstSoFar(objectives)
        self.single = objectives == 1
        self.configspace = ConfigurationSpace(seed=seed)
        self.configspace.add([hyperparameter(p) for p in space])
        names = "cost" if self.single else [f"y{j}" for j in range(objectives)]
        scenario = Scenario(
            self.configspace,
            objectives=names,
            n_trials=100,
            seed=seed,
            deterministic=True,
            output_directory=tempfile.mkdtemp(),
        )
        self.smac = HyperparameterOptimizationFacade(
            scenario,
            lambda configuration, seed=0: 0.0,
            initial_design=HyperparameterOptimizationFacade.get_initial_design(scenario, n_configs=len(space)),
            multi_objective_algorithm=None if self.single else ParEGO(scenario),
            logging_level=False,
            overwrite=True,
        )
        self.info = None

    def ask(self):
        self.info = self.smac.ask()
        chosen = dict(self.info.config)
        return {p["name"]: decode(p, chosen[p["name"]]) for p in self.space}

    def tell(self, configuration, objectives, known):
        told = self.worst.told(objectives)
        if self.info is None:  # the default
            values = {p["name"]: encode(p, configuration[p["name"]]) for p in self.space}
            self.info = TrialInfo(Configuration(self.configspace, values=values), seed=0)
        status = StatusType.SUCCESS if objectives is not None else StatusType.CRASHED
        self.smac.tell(self.info, TrialValue(cost=told[0] if self.single else told, status=status))
        self.info = None


def hyperparameter(p):
    if p["type"] == "integer":
        return Integer(p["name"], (p["min"], p["max"]), log=p["log"])
    if p["type"] == "real":
        return Float(p["name"], (p["min"], p["max"]), log=p["log"])
    if p["type"] == "ordinal":
        return OrdinalHyperparameter(p["name"], list(range(len(p["levels"]))))
    return Categorical(p["name"], [str(v) for v in common.values(p)])


def decode(p, value):
    if p["type"] == "ordinal":
        return p["levels"][int(value)]
    if p["type"] == "bool":
        return str(value) == "True"
    if p["type"] == "integer":
        return int(value)
    return float(value) if p["type"] == "real" else str(value)


def encode(p, value):
    if p["type"] == "ordinal":
        return p["levels"].index(value)
    return str(value) if p["type"] in ("bool", "choice") else value


if __name__ == "__main__":
    common.main("smac3", Peer)
