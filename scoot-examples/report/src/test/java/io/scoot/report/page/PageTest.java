package io.scoot.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PageTest {

    private static Page page(Object data) {
        return new Page(
                "a <b> & c", List.of("style.css"), List.of("js/dom.js", "js/format.js"), data, OptionalInt.empty());
    }

    @Test
    void thePolicyAllowsTheScriptsAndStylesOfThePageAndNothingElse() throws Exception {
        String html = page(Map.of()).html();
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertThat(policy.find()).isTrue();
        List<String> allowed = new ArrayList<>();
        Matcher element = Pattern.compile("<(script|style)>(.*?)</(script|style)>", Pattern.DOTALL)
                .matcher(html);
        while (element.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(element.group(2).getBytes(StandardCharsets.UTF_8));
            allowed.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(allowed).hasSize(3);
        assertThat(policy.group(1))
                .isEqualTo("default-src 'none'; script-src " + allowed.get(1) + " " + allowed.get(2) + "; style-src "
                        + allowed.get(0) + "; img-src data:; base-uri 'none'; form-action 'none'");
        assertThat(html).contains("<title>a &lt;b&gt; &amp; c</title>");
    }

    @Property(tries = 200)
    void noTextEndsTheDataOrIsLost(@ForAll String text) throws Exception {
        String json = Page.json(Map.of("text", text));
        assertThat(json).doesNotContain("<").doesNotContain(">").doesNotContain("&");
        assertThat(json).doesNotContain("\u2028").doesNotContain("\u2029");
        assertThat(new ObjectMapper().readTree(json).get("text").asText()).isEqualTo(text);
    }

    @Test
    void aScriptInTheDataIsData() throws Exception {
        String html =
                page(Map.of("x", "</script><script>alert(1)</script>\u2028")).html();
        assertThat(html).doesNotContain("alert(1)</script>");
        assertThat(html.split("<script", -1)).hasSize(4); // the data and two scripts
    }

    @Test
    void itReloadsWhereItIsFollowed() {
        assertThat(new Page("t", List.of(), List.of(), Map.of(), OptionalInt.of(7)).html())
                .contains("<meta http-equiv=\"refresh\" content=\"7\">");
        assertThat(page(Map.of()).html()).doesNotContain("refresh");
    }
}
