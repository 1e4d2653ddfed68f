package ai.gatewayz.sync.simulator.wire;

import java.math.BigDecimal;
import java.util.Collection;

/**
 * Appends JSON text. Numbers are written from decimal text as given, so that a row can carry exactly the digits a
 * provider would send. Not thread-safe.
 */
public final class JsonWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;

    /** Starts an empty text. */
    public JsonWriter() {
        this(new StringBuilder());
    }

    JsonWriter(StringBuilder out) {
        this.out = out;
    }

    /** Opens an object as the next element. */
    public JsonWriter open() {
        comma();
        out.append('{');
        return this;
    }

    /** Opens an object as a field. */
    public JsonWriter open(String name) {
        key(name);
        out.append('{');
        return this;
    }

    /** Closes an object. */
    public JsonWriter close() {
        out.append('}');
        return this;
    }

    /** Opens an array as the next element. */
    JsonWriter openArray() {
        comma();
        out.append('[');
        return this;
    }

    /** Opens an array as a field. */
    public JsonWriter openArray(String name) {
        key(name);
        out.append('[');
        return this;
    }

    /** Closes an array. */
    public JsonWriter closeArray() {
        out.append(']');
        return this;
    }

    /** A text field. */
    public JsonWriter text(String name, String value) {
        key(name);
        quote(value);
        return this;
    }

    /** A text element. */
    JsonWriter text(String value) {
        comma();
        quote(value);
        return this;
    }

    /** An integer field. */
    public JsonWriter number(String name, long value) {
        key(name);
        out.append(value);
        return this;
    }

    /** A number field in plain notation. */
    JsonWriter number(String name, BigDecimal value) {
        return raw(name, plain(value));
    }

    /** A decimal as a text field, in plain notation. */
    JsonWriter decimalText(String name, BigDecimal value) {
        return text(name, plain(value));
    }

    /** A boolean field. */
    JsonWriter flag(String name, boolean value) {
        return raw(name, value ? "true" : "false");
    }

    /** A null field. */
    public JsonWriter nil(String name) {
        return raw(name, "null");
    }

    /** An array of texts as a field. */
    public JsonWriter texts(String name, Collection<String> values) {
        openArray(name);
        values.forEach(this::text);
        return closeArray();
    }

    /** A field whose value is JSON already. */
    JsonWriter raw(String name, String json) {
        key(name);
        out.append(json);
        return this;
    }

    /** An element that is JSON already. */
    JsonWriter raw(String json) {
        comma();
        out.append(json);
        return this;
    }

    /** The quoted JSON form of a text. */
    static String quoted(String value) {
        JsonWriter json = new JsonWriter();
        json.quote(value);
        return json.toString();
    }

    /** Decimal text without exponent and trailing zeros; absurd scales keep the exponent instead of filling memory. */
    static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return Math.abs((long) stripped.scale()) > 100 ? stripped.toString() : stripped.toPlainString();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void key(String name) {
        comma();
        quote(name);
        out.append(':');
    }

    private void comma() {
        int length = out.length();
        if (length == 0) {
            return;
        }
        char last = out.charAt(length - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
    }

    private void quote(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
