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
        if (isPlain(cut)) {
            return cut;
        }
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints().map(FreeText::storable).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Nearly every text: nothing in it needs a look at its category. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\n' && c != '\t' : c >= 0x7F && (c < 0xA0 || Character.isSurrogate(c))) {
                return false;
            }
        }
        return true;
    }

    private static int storable(int codePoint) {
        boolean allowed = codePoint == '\n'
                || codePoint == '\t'
                || (Character.getType(codePoint) != Character.CONTROL
                        && Character.getType(codePoint) != Character.SURROGATE);
        return allowed ? codePoint : 0xFFFD;
    }
}
