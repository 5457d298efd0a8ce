"""Ax with BoTorch, told of a crash as the others are: the worst value so far. Where nothing crashes it is the same as ax_botorch."""

import ax_botorch
import common


class Peer(ax_botorch.Peer):
    def tell(self, configuration, objectives, known):
        super().tell(configuration, objectives, known or objectives is None)


if __name__ == "__main__":
    common.main("ax-penalty", Peer, knows_bounds=True)
