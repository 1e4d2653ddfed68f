package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.guard.Hold;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Told;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import ai.gatewayz.sync.catalog.guard.PriceDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a reviewed stage does to the holds of its models: loaded, decided by {@link Hold}, and stored as sets. */
record HoldSteps(List<Step> steps) {
    /** Staged prices that meet a hold, or begin one. */
    private static final String CASES = """
            SELECT m.id AS model, s.operation = 'settled' AS is_settled, s.price_decision, s.price_reason,
                   p.price_hash = s.price_hash AS is_served,
            """ + HoldCase.COLUMNS + """
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            LEFT JOIN provider_prices p ON p.model_id = m.id
            """ + HoldCase.HOLD + """
            WHERE s.stage_key = :stage AND (s.price_changed OR s.operation = 'settled')
              AND (h.id IS NOT NULL OR s.price_decision = 'held')
            ORDER BY m.id
            """;

    /** Whether {@link #CASES} finds any: most lists meet no hold, and the joins read all of the provider's prices. */
    private static final String ANY = """
            SELECT EXISTS (SELECT FROM held_changes
                           WHERE provider_id = :provider AND (status = 'pending' OR is_suppressing))
                OR EXISTS (SELECT FROM staged_models WHERE stage_key = :stage AND price_decision = 'held')
            """;

    /** An operator rejected the price after the review. */
    private static final String REFUSE = """
            UPDATE staged_models s SET price_decision = :decision, price_reason = :reason
            FROM catalog_models m
            WHERE m.id = ANY (:models) AND s.stage_key = :stage AND s.price_changed
              AND s.provider_model_id = m.provider_model_id
            """;

    private static final String BEGIN = """
            INSERT INTO held_changes (
                provider_id, model_id, rule, cleared_by_second_source, cleared_by_agreement, previous_state,
                previous_components, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,
                price_per_cache_read_token, price_per_cache_write_token, price_per_image_token, price_per_request,
                components, price_hash, pricing_source, job_id, fence, snapshot_sha256, transformer_version,
                agreeing_fetches, last_agreed_at, told_by, compared_with, unread, previous_unread)
            SELECT :provider, m.id, d.rule, d.by_source, d.by_agreement,
                p.pricing_state, coalesce(p.components, '[]'), s.pricing_state, s.pricing_basis,
                s.price_per_input_token, s.price_per_output_token, s.price_per_cache_read_token,
                s.price_per_cache_write_token, s.price_per_image_token, s.price_per_request, s.components,
                s.price_hash, coalesce(s.pricing_source, :source), :job, :fence, :sha, :transformer,
                d.fetches, d.agreed::timestamptz, coalesce(s.price_told_by, '[]'),
                coalesce(s.price_compared_with, '[]'),
                coalesce(s.unread, '[]'), coalesce(p.unread, '[]')
            FROM unnest(:models, :rules, :bySource, :byAgreement, :fetches, :agreed)
                AS d (model, rule, by_source, by_agreement, fetches, agreed)
            JOIN catalog_models m ON m.id = d.model
            JOIN staged_models s
                ON s.stage_key = :stage AND s.price_changed AND s.provider_model_id = m.provider_model_id
            LEFT JOIN provider_prices p ON p.model_id = m.id
            ORDER BY m.id
            RETURNING id
            """;

    /**
     * A staged price with what the review said of it, and what it does to the holds of its model.
     *
     * @param isRefused whether an operator has rejected it since it was reviewed
     */
    record Step(
            long model,
            HoldCase met,
            boolean isRefused,
            @Nullable Hold after,
            @Nullable Hold begun) {
        static Step of(ResultSet row, boolean complete) throws SQLException {
            HoldCase met = HoldCase.of(row);
            Told told = met.told(decision(row), complete);
            Hold after = met.hold() == null ? null : met.hold().next(told);
            return new Step(
                    row.getLong("model"),
                    met,
                    met.hold() != null && met.hold().isRejected(told),
                    after,
                    Hold.begin(told, row.getBoolean("is_served"), after).orElse(null));
        }

        private static PriceDecision decision(ResultSet row) throws SQLException {
            String reason = row.getString("price_reason");
            if (row.getBoolean("is_settled")) {
                return PriceDecision.UNCHANGED;
            }
            if (reason == null) {
                return PriceDecision.STORED;
            }
            return switch (PriceDecision.Outcome.valueOf(
                    row.getString("price_decision").toUpperCase(Locale.ROOT))) {
                case HELD -> PriceDecision.held(HoldRule.valueOf(reason.toUpperCase(Locale.ROOT)));
                case REFUSED -> PriceDecision.refused(reason);
                default -> PriceDecision.stored(reason);
            };
        }

        boolean isMoved() {
            return after != null && !after.equals(met.hold());
        }

        boolean isBeginning() {
            return begun != null;
        }

        boolean isReleased() {
            return isMoved() && after != null && after.status() == Hold.Status.RELEASED;
        }
    }

    /** Decides, for all of a stage. */
    static HoldSteps load(Handle handle, StagedList list, boolean complete) {
        if (!list.bind(handle.createQuery(ANY)).mapTo(Boolean.class).one()) {
            return new HoldSteps(List.of());
        }
        return new HoldSteps(list.bind(handle.createQuery(CASES))
                .setFetchSize(2_000)
                .map((row, context) -> Step.of(row, complete))
                .list());
    }

    /** Ids of prices that waited and are served from now on. */
    List<Long> released() {
        return each(Step::isReleased, step -> step.met().holdId());
    }

    /** Has the stage say what operators did since its prices were reviewed; before any of them is served. */
    void refuse(Handle handle, StagedList list) {
        List<Long> rejected = each(Step::isRefused, Step::model);
        if (!rejected.isEmpty()) {
            PriceDecision refused = PriceDecision.refused(Hold.REJECTED);
            list.bind(handle.createUpdate(REFUSE))
                    .bindArray("models", Long.class, rejected)
                    .bind("decision", refused.outcome().key())
                    .bind("reason", refused.reason())
                    .execute();
        }
    }

    /** Stores what became of the holds that stood. */
    void move(Handle handle) {
        List<Hold> holds = each(Step::isMoved, Step::after);
        if (!holds.isEmpty()) {
            HoldRows.store(handle, each(Step::isMoved, step -> step.met().holdId()), holds, null);
        }
    }

    /** Stores the holds that began, and tells their ids. */
    List<Long> begin(Handle handle, StagedList list) {
        List<Hold> holds = each(Step::isBeginning, Step::begun);
        if (holds.isEmpty()) {
            return List.of();
        }
        List<HoldRule> rules = HoldRows.each(holds, Hold::rule);
        return HoldRows.bindCounts(list.bind(handle.createQuery(BEGIN)), holds)
                .bindArray("models", Long.class, each(Step::isBeginning, Step::model))
                .bindArray(
                        "rules", String.class, rules.stream().map(HoldRule::key).toList())
                .bindArray(
                        "bySource",
                        Boolean.class,
                        rules.stream().map(HoldRule::isClearedBySecondSource).toList())
                .bindArray(
                        "byAgreement",
                        Boolean.class,
                        rules.stream().map(HoldRule::isClearedByAgreement).toList())
                .mapTo(Long.class)
                .list();
    }

    private <T> List<T> each(Predicate<Step> which, Function<Step, T> what) {
        return steps.stream().filter(which).map(what).toList();
    }
}
