package io.scoot.internal.records;

/**
 * Halves of surrogate pairs without their other half, which a Java string may hold and JSON may not: each becomes a noncharacter
 * that marks it, and its four hexadecimal digits; the mark itself is doubled.
 */
final class Surrogates {

    private static final char MARK = '\ufdd0';
    private static final int DIGITS = 4;

    private Surrogates() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                escaped.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                escaped.append(MARK).append(Integer.toHexString(c));
            } else if (c == MARK) {
                escaped.append(MARK).append(MARK);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String unescape(String text) {
        if (text.indexOf(MARK) < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == MARK && text.startsWith(String.valueOf(MARK), i + 1)) {
                plain.append(MARK);
                i++;
            } else if (c == MARK && isSurrogate(text, i + 1)) {
                plain.append((char) Integer.parseInt(text, i + 1, i + 1 + DIGITS, 16));
                i += DIGITS;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isSurrogate(String text, int at) {
        return text.length() >= at + DIGITS && text.substring(at, at + DIGITS).matches("d[89a-f][0-9a-f]{2}");
    }
}
