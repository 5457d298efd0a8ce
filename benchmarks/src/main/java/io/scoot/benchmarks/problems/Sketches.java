package io.scoot.benchmarks.problems;

import java.util.ArrayList;
import java.util.List;

/**
 * Quick problems to try a change of the method on before the choosing half is asked: in neither half, and never told of as a
 * comparison with others. Twenty seeds of all take a minute.
 */
final class Sketches {

    private Sketches() {}

    static List<Problem> all() {
        List<Problem> all = new ArrayList<>();
        int[][] landscapes = {{8, 1}, {10, 2}, {12, 1}, {14, 2}, {16, 1}, {16, 3}, {18, 1}, {18, 2}};
        for (int i = 0; i < landscapes.length; i++) {
            int count = landscapes[i][0];
            int neighbours = landscapes[i][1];
            all.add(Landscapes.kauffman("sketch-switches" + count + "-" + neighbours, count, neighbours, 11 + i));
        }
        for (int i = 0; i < 4; i++) {
            all.add(Landscapes.sparse("sketch-sparse" + (12 + 2 * i), 12 + 2 * i, 3 + i, 100 + i));
        }
        for (int i = 0; i < 8; i++) {
            all.add(MadeUpSystem.of("sketch-system" + (5 + i), 5 + i, 200 + i));
        }
        all.addAll(Classics.all());
        return all;
    }
}
