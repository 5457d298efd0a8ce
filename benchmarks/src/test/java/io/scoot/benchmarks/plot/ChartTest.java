package io.scoot.benchmarks.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {

    private static final List<double[]> POINTS =
            List.of(new double[] {1, 0.5}, new double[] {10, 0.0}, new double[] {30, 0.02});

    @Test
    void chartsAreWellFormedAndANameHasOneColour() throws Exception {
        Chart one = new Chart(
                "a < b & c",
                "n",
                "y",
                false,
                true,
                List.of(new Series("x", POINTS, true), new Series("z", POINTS, false)));
        Chart two = new Chart("second", "n", "y", true, false, List.of(new Series("z", POINTS, true)));
        String svg = Chart.svg(List.of(one, two), 2);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("polyline")
                        .item(1)
                        .getAttributes()
                        .getNamedItem("stroke")
                        .getNodeValue())
                .isEqualTo(document.getElementsByTagName("circle")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("fill")
                        .getNodeValue());
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }

    @Test
    void aSinglePointHasAPlace() {
        String svg = Chart.svg(
                List.of(new Chart(
                        "", "", "", true, true, List.of(new Series("x", List.of(new double[] {5, 5}), false)))),
                1);
        assertThat(svg).contains("<circle").doesNotContain("NaN");
    }
}
