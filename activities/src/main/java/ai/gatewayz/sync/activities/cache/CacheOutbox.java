package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.activities.cache.CacheOutboxDao.ChangeEvent;
import ai.gatewayz.sync.activities.cache.CacheOutboxDao.FeedPosition;
import ai.gatewayz.sync.activities.cache.CacheOutboxDao.Invalidation;
import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.workflows.CacheTags;
import ai.gatewayz.sync.workflows.WorkflowIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final Set<String> CATALOG_WIDE = keys(
            EventType.MODEL_ADDED,
            EventType.MODEL_DELISTED,
            EventType.MODEL_REACTIVATED,
            EventType.PROVIDER_DEGRADED,
            EventType.PROVIDER_RECOVERED);
    private static final Set<String> UNSEEN =
            keys(EventType.PRICE_HELD, EventType.PROVIDER_DEGRADED, EventType.PROVIDER_RECOVERED);

    private final Jdbi jdbi;

    CacheOutbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private static Set<String> keys(EventType... types) {
        return Arrays.stream(types).map(EventType::key).collect(Collectors.toUnmodifiableSet());
    }

    /** Registers targets; a new one has nothing to catch up with. */
    void register(List<CacheTarget> targets) {
        jdbi.useTransaction(handle -> {
            CacheOutboxDao dao = handle.attach(CacheOutboxDao.class);
            dao.lockFeed();
            if (!dao.hasTargets()) {
                dao.skipToEnd();
            }
            targets.forEach(target -> dao.insertTarget(target.key()));
        });
    }

    /**
     * Puts the tags of new change events into the outbox.
     *
     * @param endOfRun whether catalog-wide answers are to be invalidated now: at the end of a run, once
     */
    void collect(boolean endOfRun) {
        jdbi.useTransaction(handle -> {
            CacheOutboxDao dao = handle.attach(CacheOutboxDao.class);
            FeedPosition feed = dao.lockFeed();
            List<ChangeEvent> events = dao.events(feed.collectedSeq(), MOST_EVENTS);
            insert(dao, events);
            // No run of several providers will end that could flush for them.
            boolean alone = events.stream()
                    .anyMatch(event -> WorkflowIds.isProvider(event.jobId())
                            || event.jobId().startsWith(OPERATOR));
            if (endOfRun || alone || feed.overdue()) {
                dao.flush(CacheTags.CATALOG_WIDE);
            }
        });
    }

    private static void insert(CacheOutboxDao dao, List<ChangeEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        boolean wide = false;
        for (ChangeEvent event : events) {
            wide |= CATALOG_WIDE.contains(event.type());
            if (!UNSEEN.contains(event.type())) {
                Set<String> ofProvider = tags.computeIfAbsent(event.providerSlug(), slug -> new LinkedHashSet<>());
                ofProvider.add(CacheTags.gateway(event.providerSlug()));
                addModel(ofProvider, event.providerModelId());
                addModel(ofProvider, event.modelId());
            }
        }
        ChangeEvent last = events.get(events.size() - 1);
        for (Set<String> ofProvider : tags.values()) {
            List<String> list = List.copyOf(ofProvider);
            for (int from = 0; from < list.size(); from += MOST_TAGS) {
                dao.insert(list.subList(from, Math.min(from + MOST_TAGS, list.size())), last.generation());
            }
        }
        dao.advance(last.seq(), wide);
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
            CacheOutboxDao dao = handle.attach(CacheOutboxDao.class);
            Optional<InvalidationBatch> next = dao.lockTarget(target.key()).flatMap(id -> next(dao.pending(id)));
            if (next.isEmpty()) {
                return Delivery.NOTHING;
            }
            InvalidationBatch batch = next.orElseThrow();
            try {
                target.deliver(batch);
            } catch (TargetDownException e) {
                dao.failed(target.key(), String.valueOf(e.getMessage()));
                return Delivery.FAILED;
            }
            dao.delivered(target.key(), batch.lastId());
            return Delivery.DELIVERED;
        });
    }

    /** Several rows at once after an outage; none is ever split. */
    private static Optional<InvalidationBatch> next(List<Invalidation> rows) {
        Set<String> tags = new LinkedHashSet<>();
        List<Invalidation> taken = new ArrayList<>();
        for (Invalidation row : rows) {
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
                        taken.stream().anyMatch(Invalidation::isCatalogWide),
                        taken.stream().mapToLong(Invalidation::generation).max().orElse(0)));
    }

    long generation() {
        return jdbi.onDemand(CacheOutboxDao.class).generation();
    }

    /** Removes what is too old to be of use. */
    void expire() {
        jdbi.onDemand(CacheOutboxDao.class).expire();
    }
}
