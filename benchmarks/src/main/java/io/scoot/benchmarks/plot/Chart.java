package io.scoot.benchmarks.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A chart of several series.
 *
 * @param title above it
 * @param xLabel below it
 * @param yLabel beside it
 * @param logX whether the x axis is logarithmic; values below {@value #LEAST} are drawn there
 * @param logY the same of the y axis
 * @param series in the legend's order
 */
public record Chart(String title, String xLabel, String yLabel, boolean logX, boolean logY, List<Series> series) {

    private static final double LEAST = 1e-3;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 320;
    private static final int LEFT = 62;
    private static final int RIGHT = 130;
    private static final int TOP = 30;
    private static final int BOTTOM = 44;
    private static final int TICKS = 5;
    private static final List<String> COLOURS = List.of( // Okabe and Ito's, which colour-blind people tell apart
            "#000000", "#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999", "#882255",
            "#44AA99", "#661100");

    /** Charts side by side, {@code columns} to a row, as one SVG document; a name has one colour in all of them. */
    public static String svg(List<Chart> charts, int columns) {
        int rows = (charts.size() + columns - 1) / columns;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH * Math.min(columns, charts.size()),
                HEIGHT * rows));
        List<String> names = charts.stream()
                .flatMap(chart -> chart.series().stream().map(Series::name))
                .distinct()
                .toList();
        for (int i = 0; i < charts.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d,%d)\">%n",
                    WIDTH * (i % columns),
                    HEIGHT * (i / columns)));
            charts.get(i).draw(svg, names);
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, List<String> names) {
        Axis x = new Axis(coordinates(0), logX, LEFT, WIDTH - RIGHT);
        Axis y = new Axis(coordinates(1), logY, HEIGHT - BOTTOM, TOP);
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, 18, "middle", title, "font-size=\"13\"");
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", xLabel, "");
        text(
                svg,
                0,
                0,
                "middle",
                yLabel,
                "transform=\"translate(12," + (TOP + HEIGHT - BOTTOM) / 2 + ") rotate(-90)\"");
        for (double tick : x.ticks()) {
            line(svg, x.at(tick), HEIGHT - BOTTOM, x.at(tick), TOP);
            text(svg, x.at(tick), HEIGHT - BOTTOM + 15, "middle", label(tick), "");
        }
        for (double tick : y.ticks()) {
            line(svg, LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick));
            text(svg, LEFT - 5, y.at(tick) + 4, "end", label(tick), "");
        }
        for (int i = 0; i < series.size(); i++) {
            String colour = COLOURS.get(names.indexOf(series.get(i).name()) % COLOURS.size());
            draw(svg, series.get(i), colour, x, y);
            text(
                    svg,
                    WIDTH - RIGHT + 10,
                    TOP + 12 + 16 * i,
                    "start",
                    series.get(i).name(),
                    "fill=\"" + colour + "\" font-weight=\"bold\"");
        }
    }

    private static void draw(StringBuilder svg, Series series, String colour, Axis x, Axis y) {
        List<String> points = new ArrayList<>();
        for (double[] point : series.points()) {
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x.at(point[0]), y.at(point[1])));
        }
        if (series.joined()) {
            svg.append("<polyline fill=\"none\" stroke-width=\"1.6\" stroke=\"")
                    .append(colour)
                    .append("\" points=\"")
                    .append(String.join(" ", points))
                    .append("\"/>\n");
            return;
        }
        for (double[] point : series.points()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\"/>%n",
                    x.at(point[0]),
                    y.at(point[1]),
                    colour));
        }
    }

    private double[] coordinates(int index) {
        return series.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(point -> point[index])
                .toArray();
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text, String more) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                more,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String label(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** From values to pixels. */
    private static final class Axis {
        private static final double[] DECADES = {1.0};
        private static final double[] FINE = {1.0, 2.0, 5.0};

        private final boolean log;
        private final double low;
        private final double high;
        private final double from;
        private final double to;

        Axis(double[] values, boolean log, double from, double to) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                double scaled = log ? Math.log10(Math.max(LEAST, value)) : value;
                least = Math.min(least, scaled);
                most = Math.max(most, scaled);
            }
            this.log = log;
            this.low = least;
            this.high = most > low ? most : low + 1.0;
            this.from = from;
            this.to = to;
        }

        double at(double value) {
            double scaled = log ? Math.log10(Math.max(LEAST, value)) : value;
            return from + (to - from) * (scaled - low) / (high - low);
        }

        double[] ticks() {
            if (log) {
                return IntStream.rangeClosed((int) Math.floor(low), (int) Math.ceil(high))
                        .boxed()
                        .flatMap(decade -> Arrays.stream(high - low > 1.5 ? DECADES : FINE)
                                .boxed()
                                .map(first -> first * Math.pow(10.0, decade)))
                        .mapToDouble(tick -> tick)
                        .filter(tick -> Math.log10(tick) >= low - 1e-9 && Math.log10(tick) <= high + 1e-9)
                        .toArray();
            }
            double step = Math.pow(10.0, Math.floor(Math.log10((high - low) / TICKS)));
            while ((high - low) / step > 2.0 * TICKS) {
                step *= 2.0;
            }
            int first = (int) Math.ceil(low / step - 1e-9);
            int last = (int) Math.floor(high / step + 1e-9);
            double[] ticks = new double[last - first + 1];
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = (first + i) * step;
            }
            return ticks;
        }
    }
}
