package ai.gatewayz.sync.migrations;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Address and credentials of a PostgreSQL database. Its text never shows the password.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    /**
     * Reads {@code postgresql://user:password@host:port/name?options}, {@code postgres://…} or the same behind
     * {@code jdbc:}, with credentials as {@code user} and {@code password} options too.
     *
     * @throws IllegalArgumentException when it is not such an address; the message does not repeat it
     */
    public static DatabaseUrl parse(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
            throw new IllegalArgumentException("must start with postgresql:// or jdbc:postgresql://");
        }
        URI uri;
        try {
            uri = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no URL; escape special characters of the password as %XX");
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("needs a host and a database name: postgresql://user@host:5432/name");
        }
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String user = credentials.length > 0 ? decode(credentials[0]) : null;
        String password = credentials.length > 1 ? decode(credentials[1]) : null;
        StringBuilder options = new StringBuilder();
        for (String option :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&", -1)) {
            if (option.startsWith("user=")) {
                user = decode(option.substring(5));
            } else if (option.startsWith("password=")) {
                password = decode(option.substring(9));
            } else {
                options.append(options.isEmpty() ? "?" : "&").append(option);
            }
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options, user, password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
