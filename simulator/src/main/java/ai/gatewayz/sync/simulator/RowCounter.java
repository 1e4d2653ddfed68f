package ai.gatewayz.sync.simulator;

/** Counts the objects of the first array of objects in a JSON text, which is where every provider lists its models. */
final class RowCounter {
    private RowCounter() {}

    static int rows(byte[] json) {
        int depth = 0;
        int listDepth = -1;
        int rows = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (quoted) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    quoted = false;
                }
                continue;
            }
            switch (b) {
                case '"' -> quoted = true;
                case '[' -> {
                    depth++;
                    listDepth = listDepth < 0 ? depth : listDepth;
                }
                case '{' -> {
                    rows += depth == listDepth ? 1 : 0;
                    depth++;
                }
                case '}' -> depth--;
                case ']' -> {
                    if (depth == listDepth) {
                        return rows;
                    }
                    depth--;
                }
                default -> {
                    // Everything else neither nests nor quotes.
                }
            }
        }
        return rows;
    }
}
