package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.provider.Credential;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where providers' keys come from. Implementations never log or return a key elsewhere. */
interface ProviderKeys {
    /**
     * The key of the first variable that holds one.
     *
     * @throws UnusableKeyException if that variable holds what cannot be a key
     */
    Optional<String> find(Credential credential);

    /** A setting that is part of a provider's address, such as an account; null where there is none. */
    default @Nullable String addressPart(String variable) {
        return null;
    }
}
