package ai.gatewayz.sync.workflows.client;

/**
 * How a log line is written everywhere: one line a message, of bounded length, without what looks like a key, a password in an
 * address or an address's query. Nothing should log these; this is for the day when something does.
 */
public final class LogLines {
    private static final String ONE_LINE = "%replace(%.-4096msg){'[\\r\\n]+', ' '}";
    private static final String WITHOUT_KEYS =
            "%replace(" + ONE_LINE + "%n%ex){'(sk-|xai-|gsk_|AIza|hf_|Bearer )\\S+', '$1***'}";
    private static final String WITHOUT_PASSWORDS = "%replace(" + WITHOUT_KEYS + "){'://[^/@\\s]+@', '://***@'}";

    /** The part of a Logback pattern that writes message and stack trace. */
    public static final String MESSAGE =
            "%replace(" + WITHOUT_PASSWORDS + "){'((?:https?:/)?/[^\\s?]*)\\?\\S+', '$1?***'}%nopex";

    private LogLines() {}
}
