package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that webhooks may be signed with: the current one and, while senders change over, the previous one; or those of a
 * file, which is read again when it changes.
 */
public final class WebhookSecrets {
    private static final String CURRENT = "MODEL_WEBHOOK_SECRET";
    private static final String PREVIOUS = "MODEL_WEBHOOK_SECRET_PREVIOUS";
    private static final String EXPIRY = "MODEL_WEBHOOK_SECRET_PREVIOUS_NOT_AFTER";

    private static final String FILE = "MODEL_WEBHOOK_SECRET_FILE";

    private final List<Dated> secrets;
    private final @Nullable SecretFile file;

    /** A secret and until when it holds; null for ever. */
    private record Dated(SharedSecret secret, @Nullable Instant notAfter) {}

    private WebhookSecrets(List<Dated> secrets, @Nullable SecretFile file) {
        this.secrets = List.copyOf(secrets);
        this.file = file;
    }

    /** Reads {@code MODEL_WEBHOOK_SECRET} and its predecessor, or the file of them; weak ones stop the start. */
    public static WebhookSecrets from(EnvironmentReader environment) {
        String file = environment.text("MODEL_WEBHOOK_SECRET_FILE");
        if (file == null) {
            return fromVariables(environment);
        }
        if (environment.text("MODEL_WEBHOOK_SECRET") != null
                || environment.text("MODEL_WEBHOOK_SECRET_PREVIOUS") != null) {
            throw new ConfigurationException(FILE, "is set beside " + CURRENT + "; keep one of them");
        }
        return new WebhookSecrets(List.of(), SecretFile.open(FILE, file));
    }

    private static WebhookSecrets fromVariables(EnvironmentReader environment) {
        String current = environment.text("MODEL_WEBHOOK_SECRET");
        String previous = environment.text("MODEL_WEBHOOK_SECRET_PREVIOUS");
        String notAfter = environment.text("MODEL_WEBHOOK_SECRET_PREVIOUS_NOT_AFTER");
        List<Dated> secrets = new ArrayList<>();
        if (current != null) {
            secrets.add(new Dated(SharedSecret.strong(CURRENT, current), null));
        }
        if (previous == null) {
            if (notAfter != null) {
                throw new ConfigurationException(EXPIRY, "is set without " + PREVIOUS);
            }
            return new WebhookSecrets(secrets, null);
        }
        if (current == null) {
            throw new ConfigurationException(PREVIOUS, "is set without " + CURRENT);
        }
        secrets.add(new Dated(SharedSecret.strong(PREVIOUS, previous), notAfter == null ? null : instant(notAfter)));
        return new WebhookSecrets(secrets, null);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(EXPIRY, "must be an instant such as 2027-01-31T00:00:00Z");
        }
    }

    /** Secrets for tests and vectors. */
    static WebhookSecrets of(SharedSecret... secrets) {
        List<Dated> dated = new ArrayList<>();
        for (SharedSecret secret : secrets) {
            dated.add(new Dated(secret, null));
        }
        return new WebhookSecrets(dated, null);
    }

    /** Whether any webhook can be verified at all. */
    public boolean isConfigured() {
        return file != null || !secrets.isEmpty();
    }

    /** The secrets that hold at an instant. */
    List<SharedSecret> activeAt(Instant now) {
        if (file != null) {
            return file.secrets();
        }
        return secrets.stream()
                .filter(s -> s.notAfter() == null || now.isBefore(s.notAfter()))
                .map(Dated::secret)
                .toList();
    }

    @Override
    public String toString() {
        return file == null ? secrets.size() + " secrets" : "secrets in a file";
    }
}
