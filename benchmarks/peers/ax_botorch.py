"""Ax with BoTorch, as its client chooses (Sobol, then a modular BoTorch model with log EI or log NEHVI). A crash is marked failed, as
Ax advises; a violated known constraint is told as the worst value so far, since Ax knows linear ones alone. Bounds are Ax's outcome
constraints, on how far they are broken."""

import logging
import warnings

from ax.api.client import Client
from ax.api.configs import ChoiceParameterConfig, RangeParameterConfig

import common

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


class Peer:
    def __init__(self, space, objectives, seed):
        self.space = space
        self.names = [f"y{j}" for j in range(objectives)]
        self.worst = common.WorstSoFar(objectives)
        self.client = Client(random_seed=seed)
        self.client.configure_experiment(parameters=[parameter(p, f"p{i}") for i, p in enumerate(space)])
        self.optimize([])
        self.client.configure_generation_strategy(
            method="fast", initialization_budget=len(space), initialize_with_center=False
        )
        self.index = None
        self.violations = []

    def optimize(self, constraints):
        objective = ", ".join("-" + name for name in self.names)
        self.client.configure_optimization(objective=objective, outcome_constraints=constraints)

    def bounded(self, bounds):
        self.broken = common.MostBroken(bounds)
        self.optimize([f"b{i} <= 0.0" for i in range(bounds)])

    def bounds(self, violations):
        self.violations = self.broken.told(violations)

    def data(self, objectives):
        broken = {f"b{i}": violation for i, violation in enumerate(self.violations)}
        return dict(zip(self.names, objectives)) | broken

    def ask(self):
        ((self.index, chosen),) = self.client.get_next_trials(max_trials=1).items()
        return {p["name"]: common.level(p, chosen[f"p{i}"]) for i, p in enumerate(self.space)}

    def tell(self, configuration, objectives, known):
        if self.index is None:  # the default
            values = {f"p{i}": common.index(p, configuration[p["name"]]) for i, p in enumerate(self.space)}
            self.index = self.client.attach_trial(parameters=values)
        if objectives is not None:
            self.worst.seen(objectives)
            self.client.complete_trial(self.index, raw_data=self.data(objectives))
        elif known:
            self.client.complete_trial(self.index, raw_data=self.data(self.worst.value()))
        else:
            self.client.mark_trial_failed(self.index)
        self.index = None


def parameter(p, name):
    if p["type"] in ("integer", "real"):
        kind, scale = ("int" if p["type"] == "integer" else "float"), ("log" if p["log"] else "linear")
        return RangeParameterConfig(name=name, parameter_type=kind, bounds=(p["min"], p["max"]), scaling=scale)
    if p["type"] == "bool":
        return ChoiceParameterConfig(name=name, parameter_type="bool", values=[False, True], is_ordered=False)
    if p["type"] == "ordinal":
        levels = list(range(len(p["levels"])))
        return ChoiceParameterConfig(name=name, parameter_type="int", values=levels, is_ordered=True)
    return ChoiceParameterConfig(name=name, parameter_type="str", values=p["values"], is_ordered=False)


if __name__ == "__main__":
    common.main("ax", Peer, knows_bounds=True)
