package ai.gatewayz.sync.activities.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider's list could not be fetched. The message says what happened, at which provider and with which status; it
 * never holds a key, a query, a password or text of the body, and there is no cause, whose text could hold them.
 */
public final class ProviderCallException extends RuntimeException {
    /** Why a fetch failed. */
    public enum Kind {
        /** The key is missing or unusable, or the list's address is not known. */
        NOT_CONFIGURED(false),
        /** The provider refused the key. */
        AUTH_FAILED(false),
        /** The provider asked for fewer calls. */
        RATE_LIMITED(true),
        /** A server error, or the network failed before an answer came. */
        UNAVAILABLE(true),
        /** No answer, or no end of it, in time. */
        TIMEOUT(true),
        /** Bytes came below the minimum rate. */
        TOO_SLOW(true),
        /** The answer is no complete JSON document in UTF-8. */
        BAD_PAYLOAD(true),
        /** The answer has no content. */
        EMPTY(true),
        /** The provider refused the request. */
        PROVIDER_ERROR(false),
        /** The provider sent us elsewhere. */
        REDIRECTED(false),
        /** The answer is over a size limit. */
        TOO_LARGE(false),
        /** The connection cannot be trusted. */
        TLS(false),
        /** The address is not one that may be called. */
        ADDRESS_REFUSED(false),
        /** The chain of pages repeats itself, leaves its host or does not end. */
        PAGING(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Kind kind;
    private final String message;
    private final String provider;
    private final int page;
    private final @Nullable Duration retryAfter;

    ProviderCallException(Kind kind, String provider, int page, String message, @Nullable Duration retryAfter) {
        this.kind = kind;
        this.message = message;
        this.provider = provider;
        this.page = page;
        this.retryAfter = retryAfter;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Why the fetch failed. */
    public Kind kind() {
        return kind;
    }

    /** Which page of the list it was, from 1. */
    public int page() {
        return page;
    }

    /** The provider's slug. */
    public String provider() {
        return provider;
    }

    /** Whether another attempt may succeed without a change on our side. */
    public boolean retryable() {
        return kind.retryable;
    }

    /** How long the provider asks us to stay away, 1 second to 10 minutes. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
