package io.scoot.report.deploy;

/** Words as POSIX shells read them back. */
public final class Shell {

    private Shell() {}

    /** The word, in single quotes where it needs some. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
