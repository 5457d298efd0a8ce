package io.scoot.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;

/**
 * HTML in one file: scripts and styles are ours, allowed by their hashes; what comes from outside is JSON that no browser executes, and
 * the scripts put it into the page as text.
 *
 * @param title as text
 * @param styles resources of this module
 * @param scripts resources of this module, in order
 * @param data what the scripts show; anything that Jackson writes
 * @param reloadSeconds after which a browser reads the file again; empty for never
 */
public record Page(String title, List<String> styles, List<String> scripts, Object data, OptionalInt reloadSeconds) {

    private static final ObjectMapper JSON = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

    /** The file's text. */
    public String html() {
        StringBuilder head = new StringBuilder();
        StringBuilder body = new StringBuilder();
        StringBuilder styleHashes = new StringBuilder();
        StringBuilder scriptHashes = new StringBuilder();
        styles.stream().map(Page::resource).forEach(text -> {
            styleHashes.append(hash(text));
            head.append("<style>").append(text).append("</style>\n");
        });
        scripts.stream().map(Page::resource).forEach(text -> {
            scriptHashes.append(hash(text));
            body.append("<script>").append(text).append("</script>\n");
        });
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src%s; style-src%s; img-src data:; base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <link rel="icon" href="data:,">
                %s<title>%s</title>
                %s</head>
                <body>
                <noscript>This report draws its charts with JavaScript, which is switched off here. It loads nothing from anywhere.</noscript>
                <script type="application/json" id="data">%s</script>
                %s</body>
                </html>
                """.formatted(
                        scriptHashes,
                        styleHashes,
                        reloadSeconds.isPresent()
                                ? "<meta http-equiv=\"refresh\" content=\"" + reloadSeconds.getAsInt() + "\">\n"
                                : "",
                        text(title),
                        head,
                        json(data),
                        body);
    }

    /** JSON that ends no script element and is a JavaScript literal, too. */
    static String json(Object data) {
        try {
            return JSON.writeValueAsString(data)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return " 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/io/scoot/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
