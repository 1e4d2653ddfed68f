package ai.gatewayz.sync.api.holds;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * A provider's prices as they were at an earlier generation, as pins: syncs go on, and what they learn is served again once
 * the rollback is taken back. The work is one statement in the database.
 */
public final class PriceRollbacks {
    private static final String ROLL_BACK =
            "SELECT pinned, kept, next_generation FROM roll_back_prices(:slug, :target, :by)";
    private static final String UNDO = "SELECT removed, next_generation FROM undo_roll_back(:slug, :by)";
    /** Thousands of pins take longer than an operator's other decisions. */
    private static final String PATIENCE = "SET LOCAL statement_timeout = '20s'";

    private final Jdbi writer;

    /** Over a database that may be written. */
    public PriceRollbacks(Jdbi writer) {
        this.writer = writer;
    }

    /**
     * What a rollback did.
     *
     * @param pinned prices that are pinned as they were
     * @param kept prices that are others than then, and have an earlier pin, which stays
     * @param nextGeneration the generation that it made; null when there was nothing to do
     */
    public record Pinned(long pinned, long kept, @Nullable Long nextGeneration) {}

    /** What taking back did. */
    public record Removed(long removed, @Nullable Long nextGeneration) {}

    /** The generation that is served now. */
    public long generation() {
        return writer.withHandle(handle -> handle.createQuery("SELECT generation FROM catalog_generation")
                .mapTo(Long.class)
                .one());
    }

    /** Pins what a provider's prices were at a generation; a dry run only counts. */
    public Pinned rollBack(String slug, long target, String by, boolean dryRun) {
        return writer.inTransaction(handle -> {
            handle.execute(PATIENCE);
            Pinned pinned = handle.createQuery(ROLL_BACK)
                    .bind("slug", slug)
                    .bind("target", target)
                    .bind("by", by)
                    .map(ConstructorMapper.of(Pinned.class))
                    .one();
            if (dryRun) {
                handle.rollback();
                return new Pinned(pinned.pinned(), pinned.kept(), null);
            }
            return pinned;
        });
    }

    /** Removes the pins of a provider's rollbacks. */
    public Removed undo(String slug, String by) {
        return writer.inTransaction(handle -> {
            handle.execute(PATIENCE);
            return handle.createQuery(UNDO)
                    .bind("slug", slug)
                    .bind("by", by)
                    .map(ConstructorMapper.of(Removed.class))
                    .one();
        });
    }
}
