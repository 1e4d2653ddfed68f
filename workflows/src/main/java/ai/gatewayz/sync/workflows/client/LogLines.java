package ai.gatewayz.sync.workflows.client;

import java.util.regex.Pattern;

/**
 * How a log line is written everywhere: one line a message, of bounded length, without what looks like a key, a password in an
 * address or an address's query. Nothing should log these; this is for the day when something does.
 */
public final class LogLines {
    private static final int LONGEST = 4096;
    private static final String KEY = "(sk-|xai-|gsk_|AIza|hf_|Bearer )\\S+";
    private static final String PASSWORD = "://[^/@\\s]+@";
    private static final String QUERY = "((?:https?:/)?/[^\\s?]*)\\?\\S+";
    private static final String WITHOUT_KEY = "$1***";
    private static final String WITHOUT_PASSWORD = "://***@";
    private static final String WITHOUT_QUERY = "$1?***";

    /** The part of a Logback pattern that writes message and stack trace. */
    public static final String MESSAGE = replace(
                    replace(
                            replace(replace("%.-" + LONGEST + "msg", "[\\r\\n]+", " ") + "%n%ex", KEY, WITHOUT_KEY),
                            PASSWORD,
                            WITHOUT_PASSWORD),
                    QUERY,
                    WITHOUT_QUERY)
            + "%nopex";

    private static final Pattern KEYS = Pattern.compile(KEY);
    private static final Pattern PASSWORDS = Pattern.compile(PASSWORD);
    private static final Pattern QUERIES = Pattern.compile(QUERY);

    private LogLines() {}

    private static String replace(String pattern, String expression, String replacement) {
        return "%replace(" + pattern + "){'" + expression + "', '" + replacement + "'}";
    }

    /** A text for somebody who gets other things than log lines: as long as those, with the same crossed out. */
    public static String withoutSecrets(String text) {
        String known = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String withoutKeys = KEYS.matcher(known).replaceAll(WITHOUT_KEY);
        String withoutPasswords = PASSWORDS.matcher(withoutKeys).replaceAll(WITHOUT_PASSWORD);
        return QUERIES.matcher(withoutPasswords).replaceAll(WITHOUT_QUERY);
    }
}
