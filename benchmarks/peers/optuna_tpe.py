"""Optuna's TPE, multivariate. A crash, and a violated known constraint, is told as the worst value so far: failed trials would be
forgotten, and constraints need a value that says how far off a point is. Bounds are Optuna's constraints; of a crash each is told as
broken by the most so far, at least by as much as the bound."""

import optuna

import common

optuna.logging.set_verbosity(optuna.logging.ERROR)


class Peer:
    def __init__(self, space, objectives, seed):
        self.space = space
        self.worst = common.WorstSoFar(objectives)
        self.study = optuna.create_study(directions=["minimize"] * objectives, sampler=self.sampler(seed))
        self.distributions = {p["name"]: distribution(p) for p in space}
        self.trial = None
        self.violations = []

    def sampler(self, seed):
        return optuna.samplers.TPESampler(seed=seed, multivariate=True)

    def ask(self):
        self.trial = self.study.ask(self.distributions)
        return {p["name"]: common.level(p, self.trial.params[p["name"]]) for p in self.space}

    def bounded(self, bounds):
        self.broken = common.MostBroken(bounds)

    def bounds(self, violations):
        self.violations = self.broken.told(violations)

    def constraints(self):
        return {f"bound {i}": violation for i, violation in enumerate(self.violations)}

    def tell(self, configuration, objectives, known):
        told = self.worst.told(objectives)
        if self.trial is None:  # the default
            params = {p["name"]: common.index(p, configuration[p["name"]]) for p in self.space}
            self.study.add_trial(
                optuna.trial.create_trial(
                    params=params, distributions=self.distributions, values=told, constraints=self.constraints()
                )
            )
        else:
            for key, violation in self.constraints().items():
                self.trial.set_constraint(key, violation)
            self.study.tell(self.trial, told)
        self.trial = None


def distribution(p):
    if p["type"] == "integer":
        return optuna.distributions.IntDistribution(p["min"], p["max"], log=p["log"])
    if p["type"] == "real":
        return optuna.distributions.FloatDistribution(p["min"], p["max"], log=p["log"])
    if p["type"] == "ordinal":
        return optuna.distributions.IntDistribution(0, len(p["levels"]) - 1)
    return optuna.distributions.CategoricalDistribution(common.values(p))


if __name__ == "__main__":
    common.main("optuna-tpe", Peer, knows_bounds=True)
