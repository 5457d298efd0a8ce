package io.scoot.engines.process;

/** Makes what differs from run to run in a line alike, so that reasons can be grouped. */
public final class Reasons {

    private static final int WIDTH = 160; // characters

    private Reasons() {}

    /** A line without the process it is from, times, addresses and numbers, shortened. */
    public static String alike(String line) {
        String text = line.strip()
                .replaceFirst("^\\([^)]*pid=\\d+\\)\\s*", "")
                .replaceFirst("^(ERROR|CRITICAL|FATAL)\\s+[\\d\\-: .,]*(\\[[^\\]]*])?\\s*", "")
                .replaceAll("0x[0-9a-fA-F]+|\\b[0-9a-f]{8}-[0-9a-f-]{27}\\b", "…")
                .replaceAll("(?<![A-Za-z_])[-+]?\\d+([.,:]\\d+)*", "…")
                .replaceAll("/tmp/\\S+", "…");
        return text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text;
    }
}
