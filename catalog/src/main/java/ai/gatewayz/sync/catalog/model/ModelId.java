package ai.gatewayz.sync.catalog.model;

/** What a provider's model id may look like. An id is stored exactly as given or not at all. */
public final class ModelId {
    /** A longer text could not be indexed safely. */
    public static final int MAX_BYTES = 512;

    private ModelId() {}

    /**
     * Whether the id can be stored verbatim: not blank, at most 512 bytes of UTF-8, no leading or trailing space, no
     * control, format or bidirectional characters and no lone surrogates.
     */
    public static boolean isStorable(String id) {
        if (id.isBlank() || !id.equals(id.strip())) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < id.length(); ) {
            int codePoint = id.codePointAt(i);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > MAX_BYTES || !isVisible(codePoint)) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return true;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
