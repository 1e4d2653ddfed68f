package ai.gatewayz.sync.api.subscriptions;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.feed.ChangeFilter;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.subscriptions.SubscriptionDao.NewSubscription;
import ai.gatewayz.sync.ledger.FeedFilter;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes subscriptions, and their ids and secrets. */
final class NewSubscriptions {
    static final String[] FIELDS = {"url", "types", "providers", "models", "min_change_percent", "note"};

    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    private final SubscriptionDao rows;
    private final ProviderDirectory directory;
    private final Subscribing subscribing;
    private final SecureRandom random = new SecureRandom();

    NewSubscriptions(SubscriptionDao rows, ProviderDirectory directory, Subscribing subscribing) {
        this.rows = rows;
        this.directory = directory;
        this.subscribing = subscribing;
    }

    /** What is told once: whoever lost the secret makes another subscription. */
    public record Created(String id, String secret) {}

    /** The key, without which nobody can be told. */
    SubscriptionKey requireKey() {
        SubscriptionKey key = subscribing.key();
        if (key == null) {
            throw ApiException.unavailable(
                    SubscriptionKey.VARIABLE + " is not set here; make one with openssl rand -base64 32");
        }
        return key;
    }

    Created create(JsonBody body, String by) {
        SubscriptionKey key = requireKey();
        String url = body.text("url");
        if (url == null) {
            throw ApiException.badRequest("url", "is missing");
        }
        SubscriberAddress address = SubscriberAddress.of(url, subscribing.privateNetworks());
        FeedFilter wanted = ChangeFilter.of(body, directory);
        String id = "sub_" + HexFormat.of().formatHex(bytes(ID_BYTES));
        String secret = "whsec_" + Base64.getEncoder().encodeToString(bytes(SECRET_BYTES));
        String sealed = JsonNodeFactory.instance
                .objectNode()
                .put("url", url)
                .put("secret", secret)
                .toString();
        NewSubscription added = new NewSubscription(id, address.origin(), key.seal(id, sealed), body.text("note"), by);
        if (!rows.add(added, wanted)) {
            throw ApiException.conflict(
                    "too_many", "there are " + SubscriptionDao.MOST + " subscriptions already; delete one first");
        }
        return new Created(id, secret);
    }

    /** An id for a test message. */
    String testId(String id) {
        return id + "_test_" + HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
