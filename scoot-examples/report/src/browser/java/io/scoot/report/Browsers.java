package io.scoot.report;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A headless Chromium of this machine, and what its pages complain of. */
final class Browsers implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    Browsers() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium()).setArgs(List.of("--no-sandbox")));
    }

    private static Path chromium() {
        for (String name : List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")) {
            if (Files.isExecutable(Path.of(name))) {
                return Path.of(name);
            }
        }
        throw new IllegalStateException("no Chromium is installed; on Debian: apt-get install chromium");
    }

    /** A page of a file, when all its charts are drawn. */
    Page open(Path html, int width, ColorScheme theme) {
        Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(theme).setOffline(true));
        page.onConsoleMessage((ConsoleMessage message) -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(html.toUri().toString());
        until(page, "document.documentElement.dataset.drawn === 'true' || charts.length === 0");
        return page;
    }

    /** Waits from outside, for the page's policy forbids what Playwright would wait with. */
    static void until(Page page, String condition) {
        for (int i = 0; i < 600; i++) {
            if (Boolean.TRUE.equals(page.evaluate(condition))) {
                return;
            }
            page.waitForTimeout(50);
        }
        throw new AssertionError("never: " + condition);
    }

    /** Console messages, errors and dialogs of all pages. */
    List<String> complaints() {
        return complaints;
    }

    /** What was asked for, beside the pages themselves and data in them. */
    List<String> requests() {
        return requests.stream()
                .filter(url -> !(url.startsWith("file:") && url.endsWith(".html")) && !url.startsWith("data:"))
                .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
