package ai.gatewayz.sync.activities.provider;

import java.time.Duration;

/** Providers for tests of the calls; they have no feed. */
public final class SampleProviders {
    private SampleProviders() {}

    /** One page, no key. */
    public static Provider open() {
        return Provider.of("acme", "Acme").list("https://api.acme.test/v1", "/models");
    }

    /** One page, refused without the key in {@code ACME_API_KEY}. */
    public static Provider keyed() {
        return open().credential(Credential.bearer("ACME_API_KEY"));
    }

    /** As {@link #keyed}, with the key in a header of its own and a fixed header. */
    public static Provider withKeyHeader() {
        return open().credential(Credential.header("x-api-key", "", "ACME_API_KEY", "ACME_KEY"))
                .header("anthropic-version", "2023-06-01");
    }

    /** As {@link #open}, with a header whose value is in {@code ACME_PROJECT}. */
    public static Provider withSettingHeader() {
        return open().settingHeader("x-acme-project", "ACME_PROJECT");
    }

    /** Pages by a token in the field {@code next} that becomes the parameter {@code cursor}. */
    public static Provider paged() {
        return open().paging(Paging.token("next", "cursor"));
    }

    /** As {@link #paged()}, with a key. */
    public static Provider keyedAndPaged() {
        return keyed().paging(Paging.token("next", "cursor"));
    }

    /** As {@link #open}, with another paging. */
    public static Provider paged(Paging paging) {
        return open().paging(paging);
    }

    /** As {@link #open}, with another address. */
    public static Provider at(String base, String path) {
        return open().list(base, path);
    }

    /** As {@link #open}, with a declared timeout. */
    public static Provider within(Duration timeout) {
        return open().timeout(timeout);
    }
}
