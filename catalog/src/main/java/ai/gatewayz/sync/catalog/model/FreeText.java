package ai.gatewayz.sync.catalog.model;

import org.jspecify.annotations.Nullable;

/** Names and descriptions: free text that may be cleaned and shortened, unlike ids. */
public final class FreeText {
    private FreeText() {}

    /**
     * Stripped text in which what a database cannot hold (NUL, other control characters but line breaks and tabs, lone
     * surrogates) is U+FFFD, cut to {@code maxChars} UTF-16 units; null where nothing is left.
     */
    public static @Nullable String clean(@Nullable String text, int maxChars) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String cut = text.strip();
        if (cut.length() > maxChars) {
            int end = Character.isHighSurrogate(cut.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
            cut = cut.substring(0, end);
        }
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints().map(FreeText::storable).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int storable(int codePoint) {
        boolean allowed = codePoint == '\n'
                || codePoint == '\t'
                || (Character.getType(codePoint) != Character.CONTROL
                        && Character.getType(codePoint) != Character.SURROGATE);
        return allowed ? codePoint : 0xFFFD;
    }
}
