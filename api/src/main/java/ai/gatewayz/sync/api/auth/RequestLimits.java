package ai.gatewayz.sync.api.auth;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How often callers may ask, by the minute; each API process counts on its own. Open reads are not counted: they come from
 * memory. A caller with a right key is never kept out because of others behind the same address.
 */
public final class RequestLimits {
    private static final int MOST_COUNTED = 20_000;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final PerMinute allowed;
    private final Map<String, Integer> inFlight = new ConcurrentHashMap<>();
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_COUNTED)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /**
     * Requests per minute; 0 means any number.
     *
     * @param refusals requests without a valid key, by address
     * @param changes requests that start or change something, by key; those that join running work are reads
     * @param reads the rest, by key
     * @param bulk open requests that do much at once, by address
     */
    public record PerMinute(int refusals, int changes, int reads, int bulk) {
        private static final int MOST = 1_000_000;

        /** Reads the variables whose names begin with {@code RATE_LIMIT_}. */
        public static PerMinute from(EnvironmentReader environment) {
            return new PerMinute(
                    environment.number("RATE_LIMIT_AUTH_FAILURES", 10, 0, MOST),
                    environment.number("RATE_LIMIT_CHANGES", 30, 0, MOST),
                    environment.number("RATE_LIMIT_READS", 600, 0, MOST),
                    environment.number("RATE_LIMIT_BULK", 60, 0, MOST));
        }
    }

    /** Limits with nothing counted yet. */
    public RequestLimits(PerMinute allowed) {
        this.allowed = allowed;
    }

    /** Counts a request without a valid key; 429 when there were too many from this address. */
    void countRefusal(String address) {
        take("refusal " + address, allowed.refusals());
    }

    /** Counts a request to a {@link Bulk} route; 429 when there were too many from this address. */
    void countBulk(String address) {
        take("bulk " + address, allowed.bulk());
    }

    /** Counts a request with a valid key; 429 when there were too many. */
    void count(Caller caller, String method) {
        if (READING.contains(method)) {
            takeRead(caller);
        } else {
            take(change(caller), allowed.changes());
        }
    }

    /**
     * Counts a request that may join the work of an equal one. While one of the same caller is being answered, the others
     * start nothing and cost what a read costs. {@link #answered} has to follow.
     *
     * @param request what makes requests equal
     */
    void countStart(Caller caller, String request) {
        inFlight.compute(caller.id() + " " + request, (name, others) -> {
            if (others == null) {
                take(change(caller), allowed.changes());
                return 1;
            }
            takeRead(caller);
            return others + 1;
        });
    }

    /**
     * A request of {@link #countStart} was answered.
     *
     * @param joined whether it only joined work that ran already: then it counts as a read
     */
    void answered(Caller caller, String request, boolean joined) {
        inFlight.computeIfPresent(caller.id() + " " + request, (name, others) -> others > 1 ? others - 1 : null);
        Bucket changes = joined ? buckets.getIfPresent(change(caller)) : null;
        if (changes != null) {
            takeRead(caller);
            changes.addTokens(1);
        }
    }

    private void takeRead(Caller caller) {
        take("read " + caller.id(), allowed.reads());
    }

    private static String change(Caller caller) {
        return "change " + caller.id();
    }

    private void take(String name, int perMinute) {
        if (perMinute == 0) {
            return;
        }
        ConsumptionProbe probe = buckets.get(name, unused -> bucket(perMinute)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw ApiException.tooMany(perMinute, seconds);
        }
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
