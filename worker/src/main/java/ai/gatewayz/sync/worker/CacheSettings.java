package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caches outside of our processes. Its text shows no address, because those may hold passwords.
 *
 * @param redis null without one
 * @param subscribers addresses that are told of every change
 * @param secret what those messages are signed with; null without subscribers
 */
record CacheSettings(
        @Nullable URI redis,
        List<String> subscribers,
        @Nullable SharedSecret secret) {
    private static final int MOST_SUBSCRIBERS = 16;

    /** Reads the environment. */
    static CacheSettings from(EnvironmentReader reader, boolean privateNetworks) {
        String redis = reader.text("REDIS_URL");
        List<String> subscribers = reader.list("CACHE_INVALIDATION_URLS");
        String secret = reader.text("CACHE_INVALIDATION_SECRET");
        if (subscribers.size() > MOST_SUBSCRIBERS) {
            throw new ConfigurationException(
                    "CACHE_INVALIDATION_URLS", "holds more than " + MOST_SUBSCRIBERS + " addresses");
        }
        for (String url : subscribers) {
            String problem = NotificationClient.problem(url, privateNetworks);
            if (problem != null) {
                throw new ConfigurationException("CACHE_INVALIDATION_URLS", problem);
            }
        }
        if (!subscribers.isEmpty() && secret == null) {
            throw new ConfigurationException(
                    "CACHE_INVALIDATION_SECRET",
                    "is not set, but CACHE_INVALIDATION_URLS is; make one with openssl rand -hex 32");
        }
        return new CacheSettings(
                redis == null ? null : redis(redis),
                subscribers,
                secret == null ? null : SharedSecret.strong("CACHE_INVALIDATION_SECRET", secret));
    }

    private static URI redis(String text) {
        try {
            URI uri = new URI(text);
            boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (known && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The message would repeat the address with its password.
        }
        throw new ConfigurationException("REDIS_URL", "must be redis://[user:password@]host:6379/0 or rediss://…");
    }

    @Override
    public String toString() {
        return "CacheSettings[" + subscribers.size() + " subscribers" + (redis == null ? "" : ", redis") + "]";
    }
}
