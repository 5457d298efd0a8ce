package io.scoot.report.data;

/**
 * How finely the models are asked, so that a page takes seconds: asking costs n² per point after n trials.
 *
 * @param slicePoints values per parameter
 * @param mapPoints values per parameter of a crash map
 * @param mapParameters that the crash map pairs, the most important ones
 * @param samples of the importance
 */
record Effort(int slicePoints, int mapPoints, int mapParameters, int samples) {

    private static final int FEW = 60;
    private static final int MANY = 150;

    static Effort of(int trials, int parameters) {
        if (trials <= FEW) {
            return new Effort(24, 18, 6, parameters <= 12 ? 1024 : 512);
        }
        return trials <= MANY ? new Effort(20, 14, 5, 512) : new Effort(12, 12, 5, 256);
    }
}
