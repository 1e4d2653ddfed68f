package ai.gatewayz.sync.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request's path as the log and the audit may keep it. Where an id belongs people put keys: one of this installation is
 * never told, and what looks like somebody else's only where it was found, since it is an id then.
 */
public final class LoggedPath {
    private static final int LONGEST = 300;
    /** No key has more characters. */
    private static final int LONGEST_KEY = 512;

    private static final int FIRST_REFUSAL = 400;
    /** Is the same for whatever is named. */
    private static final String PAGE = "/ui/";

    private static final String HIDDEN = "-";
    /** So many letters and digits in a row make no word; ids have dots and dashes between theirs. */
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9_]{24,}+");

    private static final Pattern MIXED = Pattern.compile(".*[0-9].*");

    private final Predicate<String> isKey;

    /**
     * Over the keys of this installation.
     *
     * @param isKey whether a text is one of them; compares in constant time
     */
    public LoggedPath(Predicate<String> isKey) {
        this.isKey = isKey;
    }

    /**
     * The path in printable ASCII without spaces, of bounded length.
     *
     * @param raw with its percent signs and without the query; null for none
     * @param status of the answer
     */
    public String of(@Nullable String raw, int status) {
        if (raw == null) {
            return HIDDEN;
        }
        String own = withoutOwnKeys(raw);
        boolean isFound = status < FIRST_REFUSAL && !raw.startsWith(PAGE);
        String shown = isFound
                ? own
                : LONG_RUN.matcher(own)
                        .replaceAll(run -> MIXED.matcher(run.group()).matches() ? HIDDEN : run.group());
        String cut = shown.length() > LONGEST ? shown.substring(0, LONGEST) : shown;
        return cut.replaceAll("[^\\x21-\\x7e]", "?");
    }

    /** A key may have slashes of its own, so the rest of the path is looked at as well as each part. */
    private String withoutOwnKeys(String raw) {
        StringBuilder shown = new StringBuilder();
        int begin = 0;
        while (begin < raw.length() && shown.length() <= LONGEST) {
            if (isKey(raw.substring(begin))) {
                return shown.append(HIDDEN).toString();
            }
            int slash = raw.indexOf('/', begin);
            int end = slash < 0 ? raw.length() : slash;
            String part = raw.substring(begin, end);
            shown.append(isKey(part) ? HIDDEN : part).append(slash < 0 ? "" : "/");
            begin = end + 1;
        }
        return shown.toString();
    }

    private boolean isKey(String part) {
        return !part.isEmpty() && part.length() <= LONGEST_KEY && (isKey.test(part) || isKey.test(decoded(part)));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
