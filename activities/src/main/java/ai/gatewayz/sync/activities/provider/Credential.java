package ai.gatewayz.sync.activities.provider;

import java.util.List;

/**
 * How a provider's key travels: always in a header, never in a URL.
 *
 * @param variables environment variables that may hold the key, the documented one first
 * @param header the request header
 * @param prefix what stands before the key, such as {@code "Bearer "}
 * @param required whether the list is refused without a key
 */
public record Credential(List<String> variables, String header, String prefix, boolean required) {
    /** No key is ever sent. */
    public static final Credential NONE = new Credential(List.of(), "", "", false);

    /** A bearer token without which the list is refused. */
    public static Credential bearer(String... variables) {
        return new Credential(List.of(variables), "Authorization", "Bearer ", true);
    }

    /** A bearer token that is sent when there is one; the list is public. */
    public static Credential optionalBearer(String... variables) {
        return new Credential(List.of(variables), "Authorization", "Bearer ", false);
    }

    /** A key in a header of its own. */
    public static Credential header(String header, String prefix, String... variables) {
        return new Credential(List.of(variables), header, prefix, true);
    }
}
