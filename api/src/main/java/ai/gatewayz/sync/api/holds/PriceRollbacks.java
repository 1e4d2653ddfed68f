package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.ledger.Generation;
import ai.gatewayz.sync.ledger.Rollbacks;
import ai.gatewayz.sync.ledger.Rollbacks.Pinned;
import ai.gatewayz.sync.ledger.Rollbacks.Removed;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/**
 * A provider's prices as they were at an earlier generation, as pins: syncs go on, and what they learn is served again once
 * the rollback is taken back.
 */
public final class PriceRollbacks {
    /** Thousands of pins take longer than an operator's other decisions. */
    private static final String PATIENCE = "SET LOCAL statement_timeout = '20s'";

    private final Jdbi writer;

    /** Over a database that may be written. */
    public PriceRollbacks(Jdbi writer) {
        this.writer = writer;
    }

    /** The generation that is served now. */
    public long generation() {
        return writer.withHandle(Generation::current);
    }

    /** The generation that readers saw at an instant. */
    public long generation(Instant at) {
        return writer.withHandle(handle -> Generation.at(handle, at));
    }

    /** Pins what a provider's prices were at a generation; a dry run only counts. */
    public Pinned rollBack(String slug, long target, String by, boolean dryRun) {
        return writer.inTransaction(handle -> {
            handle.execute(PATIENCE);
            Pinned pinned = Rollbacks.rollBack(handle, slug, target, by);
            if (dryRun) {
                handle.rollback();
                return new Pinned(pinned.pinned(), pinned.moves(), pinned.kept(), null);
            }
            return pinned;
        });
    }

    /** Removes the pins of a provider's rollbacks. */
    public Removed undo(String slug, String by) {
        return writer.inTransaction(handle -> {
            handle.execute(PATIENCE);
            return Rollbacks.undo(handle, slug, by);
        });
    }
}
