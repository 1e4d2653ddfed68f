package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.guard.Hold;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Holds as rows of {@code held_changes}: read, and stored after {@link Hold} has decided. */
final class HoldRows {
    /** Of a hold {@code h}. */
    static final String COLUMNS =
            "h.status, h.rule, h.agreeing_fetches, h.last_agreed_at, h.decided_by, h.is_suppressing\n";

    private static final String STORE = """
            UPDATE held_changes h
            SET status = d.status, agreeing_fetches = d.fetches, last_agreed_at = d.agreed::timestamptz,
                decided_by = d.by, is_suppressing = d.suppressing, note = coalesce(:note, h.note),
                decided_at = CASE WHEN d.status <> 'pending' THEN coalesce(h.decided_at, now()) END
            FROM unnest(:ids, :statuses, :fetches, :agreed, :by, :suppressing)
                AS d (id, status, fetches, agreed, by, suppressing)
            WHERE h.id = d.id
            """;

    private HoldRows() {}

    /** Reads {@link #COLUMNS}. */
    static Hold read(ResultSet row) throws SQLException {
        Timestamp agreed = row.getTimestamp("last_agreed_at");
        return new Hold(
                Hold.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                HoldRule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
                row.getInt("agreeing_fetches"),
                agreed == null ? null : agreed.toInstant(),
                row.getString("decided_by"),
                row.getBoolean("is_suppressing"));
    }

    /**
     * Stores what became of holds.
     *
     * @param ids their rows, in the order of the holds
     * @param note why an operator decided so; null leaves what is there
     */
    static void store(Handle handle, List<Long> ids, List<Hold> holds, @Nullable String note) {
        bindCounts(handle.createUpdate(STORE), holds)
                .bindArray("ids", Long.class, ids)
                .bindArray("statuses", String.class, each(holds, hold -> hold.status()
                        .key()))
                .bindArray("by", String.class, each(holds, Hold::decidedBy))
                .bindArray("suppressing", Boolean.class, each(holds, Hold::isSuppressing))
                .bind("note", note)
                .execute();
    }

    /** Binds which complete lists told each hold's price. */
    static <S extends SqlStatement<S>> S bindCounts(S statement, List<Hold> holds) {
        return statement
                .bindArray("fetches", Integer.class, each(holds, Hold::agreeingFetches))
                .bindArray("agreed", String.class, each(holds, HoldRows::agreed));
    }

    static <T> List<T> each(List<Hold> holds, Function<Hold, T> what) {
        return holds.stream().map(what).toList();
    }

    private static @Nullable String agreed(Hold hold) {
        return hold.lastAgreedAt() == null ? null : hold.lastAgreedAt().toString();
    }
}
