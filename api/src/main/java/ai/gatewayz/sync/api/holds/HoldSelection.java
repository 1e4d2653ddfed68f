package ai.gatewayz.sync.api.holds;

import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Which held prices: those that everything given applies to.
 *
 * @param ids only these; empty for any
 * @param provider a slug
 * @param rule the key of the rule that holds it
 * @param run the job that found it
 */
record HoldSelection(
        List<Long> ids,
        @Nullable String provider,
        @Nullable String status,
        @Nullable String rule,
        @Nullable String run) {
    /** What has not been decided. */
    static final String PENDING = "pending";

    /** Of the tables {@code h} and {@code p}. */
    static final String WHERE = """
             WHERE (cardinality(:ids::bigint[]) = 0 OR h.id = ANY(:ids))
               AND (:provider::text IS NULL OR p.slug = :provider)
               AND (:status::text IS NULL OR h.status = :status)
               AND (:rule::text IS NULL OR h.rule = :rule)
               AND (:run::text IS NULL OR h.job_id = :run)
            """;

    /** Those of them that wait. */
    static HoldSelection pending(List<Long> ids) {
        return new HoldSelection(ids, null, PENDING, null, null);
    }

    /** Those that wait. */
    static HoldSelection pending(@Nullable String provider, @Nullable String rule, @Nullable String run) {
        return new HoldSelection(List.of(), provider, PENDING, rule, run);
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bindArray("ids", Long.class, ids)
                .bind("provider", provider)
                .bind("status", status)
                .bind("rule", rule)
                .bind("run", run);
    }
}
