package ai.gatewayz.sync.workflows.client;

import java.util.List;
import java.util.Locale;

/** Keys and secrets that anybody knows, because guides and examples print them. */
public final class GuessableSecrets {
    private static final List<String> PRINTED = List.of(
            "changeme",
            "change-me",
            "change_me",
            "your-",
            "your_",
            "<your",
            "replace-me",
            "replace_me",
            "password",
            "example",
            "12345678",
            "secure-secret",
            "secure_secret",
            "my-secret",
            "my_secret",
            "mfkq9r8gkyqrtwjupd8ilpzio2lalasw");

    private GuessableSecrets() {}

    /** Whether a text holds one of them, or has fewer different characters than this. */
    public static boolean hold(String text, int distinct) {
        String lower = text.toLowerCase(Locale.ROOT);
        return PRINTED.stream().anyMatch(lower::contains)
                || text.chars().distinct().count() < distinct;
    }
}
