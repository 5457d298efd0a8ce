package io.scoot.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final double[][] OUTCOMES = {{1.0, 4.0}, {2.0, 3.0}, {3.0, -1.0}};

    @Test
    void oneFarBelowTheWorstIsRaisedToATenthOfTheRangeBelowIt() {
        assertThat(Reference.bounded(new double[] {-700.0, -1.2}, OUTCOMES)).containsExactly(0.8, -1.2);
    }

    @Test
    void oneAmongTheOutcomesStays() {
        assertThat(Reference.bounded(new double[] {1.5, 3.5}, OUTCOMES)).containsExactly(1.5, 3.5);
    }

    @Test
    void ofASingleOutcomeItIsThatOutcome() {
        assertThat(Reference.bounded(new double[] {-9.0, 9.0}, new double[][] {{1.0, 2.0}}))
                .containsExactly(1.0, 9.0);
    }
}
