package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.error.ApiException;
import com.fasterxml.jackson.core.JsonFactory;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The index of the version that the catalog has now. A new version is made from the former one: what became of each row is read,
 * and only the models of rows that are others now are read again; that they were seen once more is written into what there is.
 */
final class LiveIndex {
    private static final int FETCH_SIZE = 2000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final String MODELS = "SELECT " + ModelSql.COLUMNS + ", " + IndexedModel.COLUMNS + ModelSql.TABLES;

    private final Jdbi jdbi;
    private final JsonFactory json;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicLong doubts = new AtomicLong();
    /** How many readings of the present version have begun. */
    private final AtomicLong begun = new AtomicLong();

    private volatile @Nullable Held newest;

    /**
     * An index that was read.
     *
     * @param doubts how many there had been when its reading began, or before
     * @param reading its number out of {@link #begun}; 0 of a transaction that began at any time before
     */
    private record Held(ModelIndex index, long doubts, long reading) {
        boolean shows(CatalogVersion version, long doubtsBefore) {
            return doubts >= doubtsBefore && index.version().equals(version);
        }
    }

    LiveIndex(Jdbi jdbi, JsonFactory json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** Rows may be others without a new version; they are looked at again before the next answer. */
    void doubt() {
        doubts.incrementAndGet();
    }

    /** The index of the version that a transaction sees; read by one at a time, since each reading holds all models. */
    ModelIndex of(Handle handle, CatalogVersion version) {
        await();
        try {
            // The transaction may have begun before the last doubt.
            Held held = newest;
            return held != null && held.shows(version, doubts.get())
                    ? held.index()
                    : read(handle, version, held == null ? 0 : held.doubts(), 0);
        } finally {
            reading.unlock();
        }
    }

    /** The index of the present version, or of a later one that was read meanwhile. */
    ModelIndex now() {
        long before = begun.get();
        long doubted = doubts.get();
        CatalogVersion version = jdbi.withHandle(StatsQueries::version);
        Held held = newest;
        if (held != null && held.shows(version, doubted)) {
            return held.index();
        }
        await();
        try {
            Held others = newest;
            // What began to be read after it was asked for is new enough, even when it is over by now.
            return others != null && (others.reading() > before || others.shows(version, doubted))
                    ? others.index()
                    : read();
        } finally {
            reading.unlock();
        }
    }

    /** Waits until nobody else reads, for as long as somebody waits for an answer. */
    private void await() {
        try {
            if (reading.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ApiException.unavailable("the catalog is being read; try again");
    }

    private ModelIndex read() {
        long number = begun.incrementAndGet();
        long before = doubts.get();
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> read(handle, StatsQueries.version(handle), before, number));
    }

    private ModelIndex read(Handle handle, CatalogVersion version, long doubtsBefore, long number) {
        Held held = newest;
        Map<Long, IndexedModel> known = held == null ? Map.of() : held.index().byId();
        Map<Long, IndexedModel> models = new HashMap<>();
        Map<Long, Long> others = new HashMap<>();
        handle.createQuery(ModelSql.STATES).setFetchSize(FETCH_SIZE).scanResultSet((rows, context) -> {
            ResultSet row = rows.get();
            while (row.next()) {
                long id = row.getLong("id");
                long state = row.getLong("state");
                IndexedModel same = known.get(id);
                if (same != null && same.state() == state) {
                    models.put(id, same.seenAt(IndexedModel.micros(row, "seen")));
                } else {
                    others.put(id, state);
                }
            }
            return null;
        });
        if (!others.isEmpty()) {
            read(handle, models, new Others(others, known));
        }
        ModelIndex index = new ModelIndex(version, models);
        if (number > 0 || held == null || held.index().version().generation() < version.generation()) {
            newest = new Held(index, doubtsBefore, number);
        }
        return index;
    }

    /** Rows that became others: their states by id, and the models that were read before. */
    private record Others(Map<Long, Long> states, Map<Long, IndexedModel> known) {}

    private void read(Handle handle, Map<Long, IndexedModel> models, Others others) {
        IndexedModel.Reader reader = new IndexedModel.Reader(json);
        Query query = models.isEmpty()
                ? handle.createQuery(MODELS)
                : handle.createQuery(MODELS + " WHERE m.id = ANY (:ids)")
                        .bind("ids", others.states().keySet().toArray(Long[]::new));
        query.setFetchSize(FETCH_SIZE).scanResultSet((rows, context) -> {
            ResultSet row = rows.get();
            while (row.next()) {
                long id = row.getLong("row_id");
                Long state = others.states().get(id);
                if (state != null) {
                    IndexedModel model = reader.read(row, state, others.known().get(id));
                    models.put(model.id(), model);
                }
            }
            return null;
        });
    }
}
