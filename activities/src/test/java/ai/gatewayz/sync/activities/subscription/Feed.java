package ai.gatewayz.sync.activities.subscription;

import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A feed and its subscriptions in a database, and a clock that is set by hand. */
final class Feed implements InstantSource {
    static final String KEY_TEXT = "b1o5yB0DSr0OzYHz0oxGkMlgAoQkNPB5X0f8QwVQ3Xo=";
    static final SubscriptionKey KEY = Objects.requireNonNull(SubscriptionKey.of(KEY_TEXT));

    private final Jdbi jdbi;
    private volatile Instant now = Instant.parse("2026-11-28T10:00:00Z");

    Feed(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(java.time.Duration time) {
        now = now.plus(time);
    }

    /** Adds a subscription of everything. */
    String subscribe(int number, String url) {
        String id = "sub_%016x".formatted(number);
        byte[] sealed = KEY.seal(id, "{\"url\":\"" + url + "\",\"secret\":\"" + Receiver.SECRET + "\"}");
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO subscriptions (id, origin, sealed, created_by,"
                        + " delivered_seq) SELECT :id, 'http://receiver', :sealed, 'test', coalesce(max(seq), 0)"
                        + " FROM change_events")
                .bind("id", id)
                .bind("sealed", sealed)
                .execute());
        return id;
    }

    void set(String id, String assignments) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE subscriptions SET " + assignments + " WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    @Nullable
    String column(String id, String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT (" + name + ")::text AS value FROM subscriptions WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> row.getString("value"))
                        .one());
    }

    /** Adds so many events of one type and model. */
    void commit(int count, String type, String provider, String model) {
        jdbi.useHandle(
                handle -> handle.createUpdate("INSERT INTO change_events (type, provider_slug, provider_model_id,"
                                + " model_id, generation, job_id, before, after)"
                                + " SELECT :type, :provider, :model, :model, 1, 'job', NULL, '{\"n\": \"1\"}'"
                                + " FROM generate_series(1, :count)")
                        .bind("type", type)
                        .bind("provider", provider)
                        .bind("model", model)
                        .bind("count", count)
                        .execute());
    }

    /** Adds a change of a price. */
    void reprice(String before, String after) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO change_events (type, provider_slug, provider_model_id,"
                                + " model_id, generation, job_id, before, after)"
                                + " VALUES ('price.changed', 'groq', 'm', 'm', 1, 'job', :before::jsonb, :after::jsonb)")
                .bind("before", before)
                .bind("after", after)
                .execute());
    }

    List<Long> seqs() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT seq FROM change_events ORDER BY seq")
                .mapTo(Long.class)
                .list());
    }
}
