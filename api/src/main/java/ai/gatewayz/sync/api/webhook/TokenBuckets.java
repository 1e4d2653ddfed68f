package ai.gatewayz.sync.api.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens per address: each request takes one, and one that proved to be genuine gives it back. So senders with a
 * right signature are never limited by their own number, only strangers at the same address can be in their way.
 */
final class TokenBuckets {
    private static final int MOST_ADDRESSES = 50_000;
    /** Only the first half of an IPv6 address is assigned; the rest is the holder's to vary. */
    private static final int NETWORK_BYTES_V6 = 8;

    private final int capacity;
    private final double perNano;
    private final LongSupplier nanos;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** Tokens at a moment. */
    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    /** Buckets that hold so many tokens and get so many back per second; time in nanoseconds. */
    TokenBuckets(int capacity, int perSecond, LongSupplier nanos) {
        this.capacity = capacity;
        this.perNano = perSecond / 1e9;
        this.nanos = nanos;
    }

    /** Takes a token, if there is one. */
    public boolean take(String address) {
        Bucket bucket = bucket(address);
        synchronized (bucket) {
            long now = nanos.getAsLong();
            bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.at) * perNano);
            bucket.at = now;
            if (bucket.tokens < 1) {
                return false;
            }
            bucket.tokens--;
            return true;
        }
    }

    /** Gives a token back. */
    public void giveBack(String address) {
        Bucket bucket = bucket(address);
        synchronized (bucket) {
            bucket.tokens = Math.min(capacity, bucket.tokens + 1);
        }
    }

    private Bucket bucket(String address) {
        return buckets.get(network(address), unused -> new Bucket(capacity, nanos.getAsLong()));
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES_V6));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
