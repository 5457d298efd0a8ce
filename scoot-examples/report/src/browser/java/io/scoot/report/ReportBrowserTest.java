package io.scoot.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.scoot.Result;
import io.scoot.Scoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees and does. Screenshots are in {@code target/screenshots}, for people to look at. */
class ReportBrowserTest {

    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final Map<String, Path> PAGES = new LinkedHashMap<>();

    private static Browsers browsers;
    private static Result one;

    @BeforeAll
    static void pages() throws Exception {
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(FOLDER.resolve("two.jsonl"));
        one = Studies.one().run();
        write("one", one);
        Studies.recorded(Studies.two(), FOLDER.resolve("two.jsonl"));
        PAGES.put("two", FOLDER.resolve("two.html"));
        Report.of(FOLDER.resolve("two.jsonl")).write(PAGES.get("two"));
        write("four", Studies.large(40).run());
        write("nothing", Result.builder(one.objectives()).build());
        write("one-trial", run(Studies.one().budget(1).confirmations(0)));
        write("all-crashed", run(Studies.allCrashed()));
        write("no-default", run(Studies.noDefault()));
        write("bounds-alone", run(Studies.boundsAlone()));
        write("unkept", run(Studies.unkept()));
        write("by-hand", Result.builder(one.objectives()).observations(one.observations()).build());
        write("hostile", run(Studies.hostile()));
        PAGES.put("batch", FOLDER.resolve("batch.html"));
        BatchReport.of(
                        "Night run " + Studies.HOSTILE,
                        List.of(
                                BatchReport.Service.of("chat", one, PAGES.get("one")),
                                BatchReport.Service.of("code " + Studies.HOSTILE, run(Studies.two()), PAGES.get("two")),
                                BatchReport.Service.of("broken", run(Studies.allCrashed()), PAGES.get("all-crashed")),
                                BatchReport.Service.failed("gone", "no such image " + Studies.HOSTILE)))
                .write(PAGES.get("batch"));
        browsers = new Browsers();
    }

    private static Result run(Scoot.Builder study) {
        return study.run();
    }

    private static void write(String name, Result result) {
        Path html = FOLDER.resolve(name + ".html");
        Report.of(result).title("Study " + name).write(html);
        PAGES.put(name, html);
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    @AfterEach
    void nobodyComplainsAndNothingIsLoaded() {
        assertThat(browsers.complaints()).isEmpty();
        assertThat(browsers.requests()).isEmpty();
    }

    static List<String> names() {
        return List.of(
                "one", "two", "four", "nothing", "one-trial", "all-crashed", "no-default", "bounds-alone", "unkept",
                "by-hand", "hostile", "batch");
    }

    @ParameterizedTest
    @MethodSource("names")
    void opensWithAllItsMarks(String name) {
        boolean often = List.of("one", "two", "batch").contains(name);
        for (int width : new int[] {1440, 768, 390}) {
            List<ColorScheme> themes = often
                    ? List.of(ColorScheme.LIGHT, ColorScheme.DARK)
                    : List.of(width == 768 ? ColorScheme.DARK : ColorScheme.LIGHT);
            for (ColorScheme theme : themes) {
                try (Page page = browsers.open(PAGES.get(name), width, theme)) {
                    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                            .as("no scrolling sideways at %d", width)
                            .isEqualTo(true);
                    List<?> bare = (List<?>) page.evaluate(
                            """
                            [...document.querySelectorAll('.chart')].filter(chart => {
                              const marks = [...chart.querySelectorAll('svg path, svg rect, svg circle, svg polyline')]
                                .filter(mark => mark.getAttribute('fill') !== 'none' || mark.getAttribute('stroke'));
                              return !chart.getAttribute('aria-label') || marks.length < 2 || chart.querySelectorAll('svg').length !== 1;
                            }).map(chart => chart.dataset.chart)""");
                    assertThat(bare).as("charts without marks").isEmpty();
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(FOLDER.resolve(name + "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"))
                            .setFullPage(true));
                }
            }
        }
    }

    @Test
    void everyTrialHasAMarkInItsChart() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            Object drawn = page.evaluate(
                    """
                    charts.find(one => one.name.startsWith('course')).instance.getOption().series
                      .filter(series => series.type === 'scatter').reduce((sum, series) => sum + series.data.length, 0)""");
            assertThat(drawn).isEqualTo(one.observations().size());
            Object lines = page.evaluate("charts.find(one => one.name === 'parallel').instance.getOption().series[0].data.length");
            assertThat(lines).isEqualTo(one.observations().size());
            Object bars = page.evaluate("charts.find(one => one.name === 'timeline').instance.getOption().series[0].data.length");
            assertThat(bars).isEqualTo(one.observations().size() + one.confirmations().size());
        }
    }

    @Test
    void hoveringATrialTellsItsConfiguration() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            int best = one.best().orElseThrow().trial().number();
            Locator chart = page.locator("[data-chart^=course]");
            chart.scrollIntoViewIfNeeded();
            List<?> at = (List<?>) page.evaluate(
                    """
                    (() => {
                      const instance = charts.find(one => one.name.startsWith('course')).instance;
                      const index = instance.getOption().series.findIndex(series => series.name === 'best');
                      return instance.convertToPixel({seriesIndex: index}, instance.getOption().series[index].data[0].value);
                    })()""");
            BoundingBox box = chart.boundingBox();
            page.mouse().move(box.x + ((Number) at.get(0)).doubleValue(), box.y + ((Number) at.get(1)).doubleValue());
            Locator tip = chart.locator(".tip");
            tip.waitFor();
            assertThat(tip.textContent()).contains("Trial " + best + " ").contains("best").contains("ttft_ms");
        }
    }

    @Test
    void theTableSortsBothWays() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            Locator header = page.locator("#trials-table thead button", new Page.LocatorOptions().setHasText("ttft_ms"));
            header.focus();
            page.keyboard().press("Enter");
            List<Double> up = column(page, "ttft_ms");
            assertThat(up).isSorted().hasSizeGreaterThan(10);
            assertThat(page.locator("#trials-table th[aria-sort=ascending]").count()).isEqualTo(1);
            page.keyboard().press("Enter"); // the focus stays on it
            List<Double> down = column(page, "ttft_ms");
            assertThat(down).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(page.locator("#trials-table tbody tr").last().textContent()).contains("crashed");
        }
    }

    private static List<Double> column(Page page, String name) {
        List<Double> values = new ArrayList<>();
        ((List<?>) page.evaluate(
                        """
                        name => [...document.querySelectorAll('#trials-table tbody tr')].map(row => byNumber.get(Number(row.dataset.trial)))
                          .map(trial => trial.metrics[data.metrics.findIndex(metric => metric.name === name)])""",
                        name))
                .stream().filter(value -> value != null).forEach(value -> values.add(((Number) value).doubleValue()));
        return values;
    }

    @Test
    void theTableFilters() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            Locator rows = page.locator("#trials-table tbody tr");
            int all = one.observations().size() + one.confirmations().size();
            long crashed = one.observations().stream().filter(run -> !run.feasible()).count();
            assertThat(crashed).isPositive();
            assertThat(rows.count()).isEqualTo(all);
            page.locator("#search").fill("out of memory");
            assertThat((long) rows.count()).isEqualTo(crashed);
            page.locator("#search").fill("");
            page.getByLabel("Show").last().selectOption("confirmation");
            assertThat(rows.count()).isEqualTo(one.confirmations().size());
            page.getByLabel("all columns").check();
            assertThat(page.locator("#trials-table thead th").allTextContents()).contains("POF", "Δ", "arrival seed");
        }
    }

    @Test
    void aRangeOfAnAxisKeepsTheSameTrialsInTheTable() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            Locator chart = page.locator("[data-chart=parallel]");
            chart.scrollIntoViewIfNeeded();
            BoundingBox box = chart.boundingBox();
            List<?> ends = (List<?>) page.evaluate(
                    """
                    (() => {
                      const model = charts.find(one => one.name === 'parallel').instance.getModel();
                      const system = model.getComponent('parallel').coordinateSystem;
                      const dimension = system.dimensions[0];
                      return [system.dataToPoint(system.getAxis(dimension).scale.getExtent()[0], dimension),
                        system.dataToPoint(system.getAxis(dimension).scale.getExtent()[1], dimension)].flat();
                    })()""");
            double x = box.x + ((Number) ends.get(0)).doubleValue();
            double low = box.y + ((Number) ends.get(1)).doubleValue();
            double high = box.y + ((Number) ends.get(3)).doubleValue();
            page.mouse().move(x, high - 20);
            page.mouse().down();
            page.mouse().move(x, (low + high) / 2.0 - 40, new Mouse.MoveOptions().setSteps(6));
            page.mouse().up();
            Locator rows = page.locator("#trials-table tbody tr");
            Browsers.until(page, "selection.numbers !== null");
            int kept = ((Number) page.evaluate("selection.numbers.size")).intValue();
            assertThat(kept).isPositive().isLessThan(one.observations().size());
            assertThat(rows.count()).isEqualTo(kept);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show all again")).click();
            assertThat(rows.count()).isEqualTo(one.observations().size() + one.confirmations().size());
        }
    }

    @Test
    void whatIsCopiedIsWhatIsShown() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            page.locator("#deploy .copy").first().click();
            page.locator("#deploy .copy", new Page.LocatorOptions().setHasText("Copied")).waitFor();
            String shown = page.locator("#deploy pre").first().textContent();
            page.locator("#search").focus();
            page.keyboard().press("Control+V"); // a field of one line
            assertThat(page.locator("#search").inputValue()).isEqualTo(shown.replace("\n", " ").replace("\r", ""));
        }
    }

    @Test
    void choicesRedrawTheirCharts() {
        try (Page page = browsers.open(PAGES.get("two"), 1440, ColorScheme.LIGHT)) {
            page.getByLabel("Up", new Page.GetByLabelOptions().setExact(true)).selectOption("2");
            assertThat(page.locator("[data-chart=front] svg").textContent()).contains("errors");
            Locator map = page.locator("[data-chart=crash-map] svg");
            String before = map.textContent();
            page.getByLabel("Parameters", new Page.GetByLabelOptions().setExact(true)).selectOption("3");
            assertThat(map.textContent()).isNotEqualTo(before);
            page.locator("#effects .tabs button").last().click();
            assertThat(page.locator("#effects .chart").first().getAttribute("data-chart")).contains("throughput_rps");
            Browsers.until(page, "document.querySelector('#effects .chart svg') !== null");
        }
    }

    @Test
    void theThemeMayChangeWhileItIsOpen() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            String light = (String) page.evaluate("charts[0].instance.getOption().textStyle.color");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            Browsers.until(page, "charts[0].instance.getOption().textStyle.color !== '" + light + "'");
        }
    }

    @Test
    void hostileTextStaysText() {
        try (Page page = browsers.open(PAGES.get("hostile"), 1440, ColorScheme.LIGHT)) {
            page.getByLabel("all columns").check();
            for (Locator button : page.locator(".tabs button").all()) {
                button.click();
            }
            assertThat(page.locator("main").textContent()).contains(Studies.HOSTILE).contains("<img src=x onerror=alert(2)>");
            assertThat(page.evaluate("document.querySelectorAll('img, main script, svg script, b').length")).isEqualTo(0);
            Locator chart = page.locator("[data-chart^=course]");
            chart.scrollIntoViewIfNeeded();
            BoundingBox box = chart.boundingBox();
            for (double x = box.x + 50; x < box.x + box.width; x += 12) {
                for (double y = box.y + 40; y < box.y + box.height; y += 24) {
                    page.mouse().move(x, y);
                }
            }
            assertThat(page.evaluate("document.querySelectorAll('img').length")).isEqualTo(0);
        }
    }

    @Test
    void theBatchLeadsToTheReports() {
        try (Page page = browsers.open(PAGES.get("batch"), 1440, ColorScheme.LIGHT)) {
            assertThat(page.locator("#services-table tbody tr").count()).isEqualTo(4);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("chat")).click();
            page.waitForURL("**/one.html");
            assertThat(page.locator("h1").textContent()).isEqualTo("Study one");
        }
    }

    /** WCAG's rules and good practice, as far as a machine can check them. */
    @ParameterizedTest
    @MethodSource("names")
    void axeFindsNoBarrier(String name) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (Page page = browsers.open(PAGES.get(name), 1440, theme)) {
                List<String> barriers = new AxeBuilder(page)
                        .setLegacyMode(true).analyze().getViolations().stream()
                                .flatMap(rule -> rule.getNodes().stream()
                                        .map(node -> rule.getId() + ": " + node.getTarget() + " " + node.getFailureSummary()))
                                .toList();
                assertThat(barriers).isEmpty();
            }
        }
    }

    @Test
    void itCanBeUsedWithoutAMouse() {
        try (Page page = browsers.open(PAGES.get("one"), 1440, ColorScheme.LIGHT)) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to the report");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.closest('main') !== null")).isEqualTo(true);
            // every control has a name
            assertThat(page.evaluate(
                            """
                            [...document.querySelectorAll('button, select, input, a')].filter(element =>
                              !(element.textContent.trim() || element.labels && element.labels.length > 0)).length"""))
                    .isEqualTo(0);
        }
    }
}
