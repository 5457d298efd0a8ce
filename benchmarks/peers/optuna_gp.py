"""Optuna's Gaussian-process sampler (log EI, or EHVI). Crashes as in optuna_tpe.py."""

import optuna

import common
import optuna_tpe


class Peer(optuna_tpe.Peer):
    def sampler(self, seed):
        return optuna.samplers.GPSampler(seed=seed, deterministic_objective=True)


if __name__ == "__main__":
    common.main("optuna-gp", Peer, knows_bounds=True)
