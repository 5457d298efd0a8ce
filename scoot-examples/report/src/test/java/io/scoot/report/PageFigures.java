package io.scoot.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The data that a page embeds, as its scripts read it. */
final class PageFigures {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private PageFigures() {}

    static JsonNode of(String html) throws IOException {
        Matcher data = DATA.matcher(html);
        if (!data.find()) {
            throw new AssertionError("no data in the page");
        }
        return new ObjectMapper().readTree(data.group(1));
    }
}
