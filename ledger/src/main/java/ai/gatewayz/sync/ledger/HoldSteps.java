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
import org.jdbi.v3.core.statement.SqlStatement;
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

    private static final String MOVE = """
            UPDATE held_changes h
            SET status = d.status, agreeing_fetches = d.fetches, last_agreed_at = d.agreed::timestamptz,
                decided_by = d.by, is_suppressing = d.suppressing,
                decided_at = CASE WHEN d.status <> 'pending' THEN coalesce(h.decided_at, now()) END
            FROM unnest(:ids, :statuses, :fetches, :agreed, :by, :suppressing)
                AS d (id, status, fetches, agreed, by, suppressing)
            WHERE h.id = d.id
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

    /** A staged price with what the review said of it, and what it does to the holds of its model. */
    record Step(
            long model,
            HoldCase met,
            @Nullable Hold after,
            @Nullable Hold begun) {
        static Step of(ResultSet row, boolean complete) throws SQLException {
            HoldCase met = HoldCase.of(row);
            Told told = met.told(decision(row), complete);
            Hold after = met.hold() == null ? null : met.hold().next(told);
            return new Step(
                    row.getLong("model"),
                    met,
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
        return new HoldSteps(list.bind(handle.createQuery(CASES))
                .setFetchSize(2_000)
                .map((row, context) -> Step.of(row, complete))
                .list());
    }

    /** Ids of prices that waited and are served from now on. */
    List<Long> released() {
        return each(Step::isReleased, step -> step.met().holdId());
    }

    /** Stores what became of the holds that stood. */
    void move(Handle handle) {
        List<Hold> holds = each(Step::isMoved, Step::after);
        if (!holds.isEmpty()) {
            bind(handle.createUpdate(MOVE), holds)
                    .bindArray("ids", Long.class, each(Step::isMoved, step -> step.met()
                            .holdId()))
                    .bindArray("statuses", String.class, of(holds, hold -> hold.status()
                            .key()))
                    .bindArray("by", String.class, of(holds, Hold::decidedBy))
                    .bindArray("suppressing", Boolean.class, of(holds, Hold::isSuppressing))
                    .execute();
        }
    }

    /** Stores the holds that began, and tells their ids. */
    List<Long> begin(Handle handle, StagedList list) {
        List<Hold> holds = each(Step::isBeginning, Step::begun);
        if (holds.isEmpty()) {
            return List.of();
        }
        return bind(list.bind(handle.createQuery(BEGIN)), holds)
                .bindArray("models", Long.class, each(Step::isBeginning, Step::model))
                .bindArray("rules", String.class, of(holds, hold -> hold.rule().key()))
                .bindArray(
                        "bySource", Boolean.class, of(holds, hold -> hold.rule().isClearedBySecondSource()))
                .bindArray("byAgreement", Boolean.class, of(holds, hold -> hold.rule()
                        .isClearedByAgreement()))
                .mapTo(Long.class)
                .list();
    }

    private <T> List<T> each(Predicate<Step> which, Function<Step, T> what) {
        return steps.stream().filter(which).map(what).toList();
    }

    private static <T> List<T> of(List<Hold> holds, Function<Hold, T> what) {
        return holds.stream().map(what).toList();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, List<Hold> holds) {
        return statement
                .bindArray("fetches", Integer.class, of(holds, Hold::agreeingFetches))
                .bindArray("agreed", String.class, of(holds, HoldSteps::agreed));
    }

    private static @Nullable String agreed(Hold hold) {
        return hold.lastAgreedAt() == null ? null : hold.lastAgreedAt().toString();
    }
}
