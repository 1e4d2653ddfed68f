package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.api.http.ClientAddress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A bucket of tokens per address: each request takes one, and one that proved to be genuine gives it back. So senders with a
 * right signature are never limited by their own number, only strangers at the same address can be in their way.
 */
final class TokenBuckets {
    private static final int MOST_ADDRESSES = 50_000;

    private final Bandwidth limit;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** Buckets that hold so many tokens and get so many back per second, by a clock. */
    TokenBuckets(int capacity, int perSecond, TimeMeter clock) {
        limit = Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
        this.clock = clock;
    }

    /** Takes a token, if there is one. */
    public boolean take(String address) {
        return bucket(address).tryConsume(1);
    }

    /** Gives a token back. */
    public void giveBack(String address) {
        bucket(address).addTokens(1);
    }

    private Bucket bucket(String address) {
        return buckets.get(ClientAddress.network(address), unused -> Bucket.builder()
                .addLimit(limit)
                .withCustomTimePrecision(clock)
                .build());
    }
}
