package io.scoot.report.data;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers of curves and maps, shorter: what a screen shows needs no 17 digits. */
final class Digits {

    private static final MathContext FIVE = new MathContext(5);

    private Digits() {}

    /** Rounded to five significant digits; what is not finite stays. */
    static double few(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(FIVE).doubleValue() : value;
    }
}
