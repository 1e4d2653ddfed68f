package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which page of which provider is being called: the words that every failure of it needs. */
record PageCall(Provider provider, int number) {
    /** A failure, whose text is ours alone. */
    ProviderCallException failure(Kind kind, String what) {
        return failure(kind, what, null);
    }

    /** A failure that the provider wants us to wait after. */
    ProviderCallException failure(Kind kind, String what, @Nullable Duration retryAfter) {
        String slug = provider.slug().value();
        String page = number > 1 ? ", page " + number : "";
        return new ProviderCallException(kind, slug, number, slug + page + ": " + what, retryAfter);
    }
}
