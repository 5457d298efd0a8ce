package io.scoot.acq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class NondominatedSortingTest {

    @Test
    void ranksAndCrowdingOfReference() {
        for (JsonNode c : Golden.file("nondominated.json").get("cases")) {
            double[][] values = Golden.matrix(c.get("objectives"));
            int[] ranks = NondominatedSorting.ranks(values);
            double[] crowding = NondominatedSorting.crowding(values, ranks);
            for (int i = 0; i < ranks.length; i++) {
                assertThat(ranks[i]).isEqualTo(c.get("rank").get(i).intValue());
                if (!c.get("crowding").isNull()) {
                    JsonNode expected = c.get("crowding").get(i);
                    if (expected.isNull()) {
                        assertThat(crowding[i]).isInfinite();
                    } else {
                        assertThat(crowding[i]).isCloseTo(expected.doubleValue(), within(1e-12));
                    }
                }
            }
        }
    }

    @Test
    void frontKeepsEqualRows() {
        double[][] values = {{1, 0}, {1, 0}, {0, 1}, {0.5, -1}};
        assertThat(NondominatedSorting.front(values)).hasDimensions(3, 2);
    }
}
