package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.workflows.CacheTags;
import ai.gatewayz.sync.workflows.WorkflowIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Turns the change feed into tags, once, and keeps them until every target has them. The feed is written in the same
 * transaction as the catalog, so nothing that was committed can be missed, whatever died in between.
 */
final class CacheOutbox {
    private static final int MOST_EVENTS = 50_000;
    private static final int MOST_TAGS = 1000;
    /** What stands before an operator's name in the events of a decision, as {@code publish_operator_change} writes it. */
    private static final String OPERATOR = "operator:";

    private static final Set<String> CATALOG_WIDE =
            Set.of("model.added", "model.delisted", "model.reactivated", "provider.degraded", "provider.recovered");
    private static final Set<String> UNSEEN = Set.of("price.held", "provider.degraded", "provider.recovered");

    private static final String LOCK_FEED = """
            SELECT collected_seq,
                   wide_since < now() - interval '10 minutes'
                       OR EXISTS (SELECT FROM sync_runs WHERE completed_at >= wide_since) AS overdue
            FROM cache_feed FOR UPDATE
            """;
    private static final String EVENTS = """
            SELECT seq, type, provider_slug, provider_model_id, model_id, generation, job_id
            FROM change_events WHERE seq > :seq ORDER BY seq LIMIT :limit
            """;
    private static final String INSERT = """
            INSERT INTO cache_invalidations (source, tags, is_catalog_wide, generation)
            VALUES ('change', :tags, :wide, :generation)
            """;
    private static final String ADVANCE = """
            UPDATE cache_feed SET collected_seq = :seq, wide_since = coalesce(wide_since, now()),
                wide_tags = wide_tags OR :wide
            """;
    private static final String FLUSH = """
            WITH due AS (SELECT wide_tags FROM cache_feed WHERE wide_since IS NOT NULL),
            flushed AS (
                INSERT INTO cache_invalidations (source, tags, is_catalog_wide, generation)
                SELECT 'change', CASE WHEN d.wide_tags THEN :tags::text[] ELSE '{}' END, true, g.generation
                FROM due d CROSS JOIN catalog_generation g
                RETURNING 1)
            UPDATE cache_feed SET wide_since = NULL, wide_tags = false WHERE EXISTS (SELECT FROM flushed)
            """;
    private static final String LOCK_TARGET = """
            SELECT delivered_id FROM cache_targets WHERE target = :target AND next_attempt_at <= now()
            FOR UPDATE SKIP LOCKED
            """;
    private static final String PENDING = """
            SELECT id, tags, is_catalog_wide, generation FROM cache_invalidations WHERE id > :id ORDER BY id LIMIT 200
            """;

    private final Jdbi jdbi;

    CacheOutbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How far the change feed was read, and whether catalog-wide answers have been stale for too long. */
    private record Feed(long collectedSeq, boolean isOverdue) {}

    /** One change event. */
    private record Event(
            long seq,
            String type,
            String provider,
            @Nullable String providerModelId,
            @Nullable String modelId,
            long generation,
            String jobId) {}

    /** One outbox row. */
    private record Row(long id, List<String> tags, boolean wide, long generation) {}

    /** Registers targets; a new one has nothing to catch up with. */
    void register(List<CacheTarget> targets) {
        jdbi.useTransaction(handle -> {
            handle.execute("SELECT FROM cache_feed FOR UPDATE");
            boolean hadTargets = handle.createQuery("SELECT EXISTS (SELECT FROM cache_targets)")
                    .mapTo(Boolean.class)
                    .one();
            if (!hadTargets) {
                handle.execute("UPDATE cache_feed SET collected_seq = greatest(collected_seq, (SELECT"
                        + " coalesce(max(seq), 0) FROM change_events))");
            }
            for (CacheTarget target : targets) {
                handle.createUpdate("INSERT INTO cache_targets (target, delivered_id) SELECT :target,"
                                + " coalesce(max(id), 0) FROM cache_invalidations ON CONFLICT DO NOTHING")
                        .bind("target", target.key())
                        .execute();
            }
        });
    }

    /**
     * Puts the tags of new change events into the outbox.
     *
     * @param endOfRun whether catalog-wide answers are to be invalidated now: at the end of a run, once
     */
    void collect(boolean endOfRun) {
        jdbi.useTransaction(handle -> {
            Feed feed = handle.createQuery(LOCK_FEED)
                    .map((row, context) -> new Feed(row.getLong(1), row.getBoolean(2)))
                    .one();
            List<Event> events = events(handle, feed.collectedSeq());
            insert(handle, events);
            // No run of several providers will end that could flush for them.
            boolean alone = events.stream()
                    .anyMatch(event -> WorkflowIds.isProvider(event.jobId())
                            || event.jobId().startsWith(OPERATOR));
            if (endOfRun || alone || feed.isOverdue()) {
                handle.createUpdate(FLUSH)
                        .bindArray("tags", String.class, CacheTags.CATALOG_WIDE)
                        .execute();
            }
        });
    }

    private static List<Event> events(Handle handle, long seq) {
        return handle.createQuery(EVENTS)
                .bind("seq", seq)
                .bind("limit", MOST_EVENTS)
                .map((row, context) -> new Event(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7)))
                .list();
    }

    private static void insert(Handle handle, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        boolean wide = false;
        for (Event event : events) {
            wide |= CATALOG_WIDE.contains(event.type());
            if (!UNSEEN.contains(event.type())) {
                Set<String> ofProvider = tags.computeIfAbsent(event.provider(), slug -> new LinkedHashSet<>());
                ofProvider.add(CacheTags.gateway(event.provider()));
                addModel(ofProvider, event.providerModelId());
                addModel(ofProvider, event.modelId());
            }
        }
        Event last = events.get(events.size() - 1);
        for (Set<String> ofProvider : tags.values()) {
            List<String> list = List.copyOf(ofProvider);
            for (int from = 0; from < list.size(); from += MOST_TAGS) {
                handle.createUpdate(INSERT)
                        .bindArray("tags", String.class, list.subList(from, Math.min(from + MOST_TAGS, list.size())))
                        .bind("wide", false)
                        .bind("generation", last.generation())
                        .execute();
            }
        }
        handle.createUpdate(ADVANCE).bind("seq", last.seq()).bind("wide", wide).execute();
    }

    private static void addModel(Set<String> tags, @Nullable String id) {
        if (id != null) {
            tags.add(CacheTags.model(id));
        }
    }

    /** What a target's delivery came to. */
    enum Delivery {
        /** A batch was delivered; there may be more. */
        DELIVERED,
        /** Nothing waits, another process is at it, or it is not time for another attempt. */
        NOTHING,
        /** It failed; the batch stays. */
        FAILED
    }

    /** Delivers a target's next batch while its row is locked, so that each is delivered by one process at a time, in order. */
    Delivery deliverNext(CacheTarget target) {
        return jdbi.inTransaction(handle -> {
            Optional<Long> delivered = handle.createQuery(LOCK_TARGET)
                    .bind("target", target.key())
                    .mapTo(Long.class)
                    .findOne();
            if (delivered.isEmpty()) {
                return Delivery.NOTHING;
            }
            Optional<InvalidationBatch> batch = next(handle, delivered.orElseThrow());
            if (batch.isEmpty()) {
                return Delivery.NOTHING;
            }
            try {
                target.deliver(batch.orElseThrow());
            } catch (TargetDownException e) {
                failed(handle, target, String.valueOf(e.getMessage()));
                return Delivery.FAILED;
            }
            handle.createUpdate("UPDATE cache_targets SET delivered_id = :id, failures = 0, last_error = NULL,"
                            + " delivered_at = now() WHERE target = :target")
                    .bind("id", batch.orElseThrow().lastId())
                    .bind("target", target.key())
                    .execute();
            return Delivery.DELIVERED;
        });
    }

    /** Several rows at once after an outage; none is ever split. */
    private static Optional<InvalidationBatch> next(Handle handle, long after) {
        List<Row> rows = handle.createQuery(PENDING)
                .bind("id", after)
                .map((row, context) -> new Row(
                        row.getLong(1),
                        List.of((String[]) row.getArray(2).getArray()),
                        row.getBoolean(3),
                        row.getLong(4)))
                .list();
        Set<String> tags = new LinkedHashSet<>();
        List<Row> taken = new ArrayList<>();
        for (Row row : rows) {
            if (!taken.isEmpty() && tags.size() + row.tags().size() > MOST_TAGS) {
                break;
            }
            tags.addAll(row.tags());
            taken.add(row);
        }
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(new InvalidationBatch(
                        taken.get(taken.size() - 1).id(),
                        List.copyOf(tags),
                        taken.stream().anyMatch(Row::wide),
                        taken.stream().mapToLong(Row::generation).max().orElse(0)));
    }

    /** Waits longer after each failure, but never so long that a target that is back stays stale for a minute. */
    private static void failed(Handle handle, CacheTarget target, String error) {
        handle.createUpdate(
                        "UPDATE cache_targets SET failures = failures + 1, last_error = :error, next_attempt_at ="
                                + " now() + least(30, power(2, least(failures, 6))) * interval '1 second' WHERE target = :target")
                .bind("error", error)
                .bind("target", target.key())
                .execute();
    }

    long generation() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT generation FROM catalog_generation")
                .mapTo(Long.class)
                .one());
    }

    /** Removes what is too old to be of use; targets that are down for longer have to start empty. */
    void expire() {
        jdbi.useHandle(handle ->
                handle.execute("DELETE FROM cache_invalidations WHERE created_at < now() - interval '7 days'"));
    }
}
