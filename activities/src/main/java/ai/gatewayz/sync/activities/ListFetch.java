package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.http.FetchListener;
import ai.gatewayz.sync.activities.http.FetchedBody;
import ai.gatewayz.sync.activities.http.ProviderCallException;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import ai.gatewayz.sync.activities.provider.Paging;
import ai.gatewayz.sync.activities.provider.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's list as it was fetched.
 *
 * @param isFirstAlone whether it is the first of the provider's two lists, without the second one
 */
record ListFetch(FetchedBody body, boolean isFirstAlone) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListFetch.class);

    /** How often a second list is asked for before the first one is read alone. */
    static final int SECOND_LIST_ATTEMPTS = 3;

    /**
     * Fetches both lists of a provider that has two. Where the second one is refused, or fails again and again, the first one
     * is read alone: it names the models.
     *
     * @param attempt of the whole fetch, from 1
     * @throws ProviderCallException if there is no complete list
     */
    static ListFetch of(ProviderHttpClient http, Provider provider, int attempt, FetchListener listener) {
        try {
            return new ListFetch(http.fetch(provider, listener), false);
        } catch (ProviderCallException e) {
            Optional<Paging> first = provider.paging().alone();
            boolean isLast = !e.retryable() || attempt >= SECOND_LIST_ATTEMPTS;
            if (first.isEmpty() || e.page() == 1 || !isLast) {
                throw e;
            }
            LOG.warn("{}; its first list is read alone", e.getMessage());
            return new ListFetch(http.fetch(provider, first.orElseThrow(), listener), true);
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
