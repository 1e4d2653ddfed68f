package ai.gatewayz.sync.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of the fault grammar; {@link Fault} says what each does. */
public enum Term {
    STATUS(Value.NUMBER, 300, 599),
    RETRY_AFTER(Value.TEXT, 0, 0),
    TIMES(Value.NUMBER, 1, 1_000_000),
    DELAY(Value.NUMBER, 1, 600_000),
    DRIP(Value.NUMBER, 1, 1_000_000_000),
    TRUNCATE(Value.NUMBER, 0, 99),
    LIE_LENGTH(Value.NONE, 0, 0),
    GARBAGE(Value.KIND, 0, 0),
    GZIP_BOMB(Value.NUMBER, 1, 10_000),
    HANG(Value.NONE, 0, 0),
    REDIRECT(Value.URL, 0, 0),
    SHRINK(Value.NUMBER, 1, 100),
    UNIT(Value.FACTOR, 0, 0),
    POISON(Value.NUMBER, 1, 10_000),
    BIG(Value.NUMBER, 1, 2_000);

    static final List<String> GARBAGE_KINDS = List.of("html", "empty", "null", "array", "object", "error", "random");

    private final Value kind;
    private final int low;
    private final int high;

    /** What may follow the equals sign. */
    private enum Value {
        NONE,
        NUMBER,
        TEXT,
        KIND,
        URL,
        FACTOR
    }

    Term(Value kind, int low, int high) {
        this.kind = kind;
        this.low = low;
        this.high = high;
    }

    /** The word as written in a spec. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the term changes the models of the answer, which recorded bodies do not allow. */
    boolean touchesModels() {
        return this == SHRINK || this == UNIT || this == POISON || this == BIG;
    }

    static @Nullable Term named(String label) {
        return Arrays.stream(values())
                .filter(term -> term.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    static String names() {
        return Arrays.stream(values()).map(Term::label).collect(Collectors.joining(", "));
    }

    /** What is wrong with a value, or null if nothing is. */
    @Nullable
    String problem(String value) {
        boolean good =
                switch (kind) {
                    case NONE -> value.isEmpty();
                    case TEXT -> !value.isEmpty();
                    case NUMBER ->
                        value.matches("\\d{1,10}") && Long.parseLong(value) >= low && Long.parseLong(value) <= high;
                    case KIND -> GARBAGE_KINDS.contains(value);
                    case FACTOR ->
                        value.matches("\\d{1,9}(\\.\\d{1,9})?([eE][+-]?\\d{1,2})?") && !value.matches("[0.]+([eE].*)?");
                    case URL -> value.matches("(https?:/)?/[!-~]*");
                };
        return good ? null : "'" + label() + "' takes " + expected() + ", not '" + value + "'";
    }

    private String expected() {
        return switch (kind) {
            case NONE -> "no value";
            case TEXT -> "a text";
            case NUMBER -> "a number from " + low + " to " + high;
            case KIND -> "one of " + String.join(", ", GARBAGE_KINDS);
            case FACTOR -> "a positive number such as 1e3";
            case URL -> "a URL";
        };
    }
}
