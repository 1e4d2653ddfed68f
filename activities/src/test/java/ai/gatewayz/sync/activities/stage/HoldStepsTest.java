package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.guard.Hold;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Likeness;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Teller;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Told;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import ai.gatewayz.sync.catalog.guard.PriceDecision;
import ai.gatewayz.sync.ledger.HeldChanges;
import ai.gatewayz.sync.ledger.Ledger;
import ai.gatewayz.sync.ledger.StagedList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store makes of holds is what the machine says: every case that a stage and a hold can be in, at once. */
final class HoldStepsTest {
    private static final String STAGE = "holds";
    private static final List<HoldRule> RULES =
            List.of(HoldRule.RATIO, HoldRule.UNIT_SIGNATURE, HoldRule.REFERENCE_DISAGREEMENT);

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    /** A staged price, the hold of its model if there is one, and whether the staged price is served by now. */
    private record Case(
            String operation, Told told, @Nullable Hold before, boolean isServed) {
        boolean isSettled() {
            return operation.equals("settled");
        }

        boolean isReachable() {
            boolean ofNothing = before == null && told.likeness() != Likeness.OTHER;
            boolean servedAndNew = operation.equals("new") && (before != null || isServed);
            return !ofNothing && !servedAndNew;
        }

        /** Held prices after the list, each as in the database. */
        List<String> expected() {
            List<String> holds = new ArrayList<>();
            Hold after = before == null ? null : before.next(told);
            if (after != null) {
                holds.add(text(after));
            }
            Hold.begin(told, isServed, after).map(Case::text).ifPresent(holds::add);
            return holds;
        }

        private static String text(Hold hold) {
            return String.join(
                    " ",
                    hold.status().key(),
                    hold.rule().key(),
                    String.valueOf(hold.agreeingFetches()),
                    String.valueOf(hold.lastAgreedAt()),
                    String.valueOf(hold.decidedBy()),
                    String.valueOf(hold.isSuppressing()));
        }
    }

    private static List<Case> cases(boolean complete, Instant now) {
        List<Case> cases = new ArrayList<>();
        for (String operation : List.of("new", "changed", "price", "settled")) {
            for (PriceDecision decision : decisions(operation)) {
                for (Hold before : holds(now)) {
                    for (Likeness likeness : Likeness.values()) {
                        for (Teller teller : tellers(decision)) {
                            Told told = new Told(decision, likeness, teller, complete, now);
                            cases.add(new Case(operation, told, before, false));
                            cases.add(new Case(operation, told, before, true));
                        }
                    }
                }
            }
        }
        return cases.stream().filter(Case::isReachable).toList();
    }

    private static List<PriceDecision> decisions(String operation) {
        if (operation.equals("settled")) {
            return List.of(PriceDecision.UNCHANGED);
        }
        List<PriceDecision> decisions = new ArrayList<>(List.of(
                PriceDecision.STORED,
                PriceDecision.corroborated(),
                PriceDecision.stored(Hold.AGREEING_FETCHES),
                PriceDecision.stored(Hold.CLEARED),
                PriceDecision.refused(Hold.REJECTED),
                PriceDecision.refused("currency")));
        RULES.forEach(rule -> decisions.add(PriceDecision.held(rule)));
        return decisions;
    }

    private static List<Teller> tellers(PriceDecision decision) {
        if (decision.outcome() == PriceDecision.Outcome.UNCHANGED) {
            return List.of(Teller.PROVIDER);
        }
        return decision.rule() == HoldRule.REFERENCE_DISAGREEMENT
                ? List.of(Teller.REFERENCES)
                : List.of(Teller.PROVIDER, Teller.REFERENCES);
    }

    private static List<@Nullable Hold> holds(Instant now) {
        List<@Nullable Hold> holds = new ArrayList<>();
        holds.add(null);
        Instant anHourAgo = now.minusSeconds(3600);
        for (HoldRule rule : RULES) {
            holds.add(new Hold(Hold.Status.PENDING, rule, 0, null, null, false));
            holds.add(new Hold(Hold.Status.PENDING, rule, 1, anHourAgo, null, false));
            holds.add(new Hold(Hold.Status.PENDING, rule, 1, anHourAgo.plusNanos(1000), null, false));
            holds.add(new Hold(Hold.Status.REJECTED, rule, 1, anHourAgo, "admin/k", true));
            holds.add(new Hold(Hold.Status.REJECTED, rule, 1, anHourAgo, "admin/k", false));
            holds.add(new Hold(Hold.Status.APPROVED, rule, 1, anHourAgo, "admin/k", false));
            holds.add(new Hold(Hold.Status.RELEASED, rule, 1, anHourAgo, "second_source", false));
            holds.add(new Hold(Hold.Status.SUPERSEDED, rule, 1, anHourAgo, "provider", false));
        }
        return holds;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyCase_isWhatTheMachineSays(boolean complete) {
        catalog.jdbi.useTransaction(handle -> {
            Instant now =
                    handle.createQuery("SELECT now()").mapTo(Instant.class).one();
            List<Case> cases = cases(complete, now);
            long provider = handle.createQuery("SELECT id FROM providers WHERE slug = 'openrouter'")
                    .mapTo(Long.class)
                    .one();
            insert(handle, provider, cases);
            // As after some lists: what is planned for empty tables takes seconds for five thousand cases.
            handle.execute("ANALYZE catalog_models, model_pricing, held_changes, staged_models");

            StagedList list = new StagedList(provider, "openrouter", STAGE, 2, "job", new byte[0], 1);
            HeldChanges applied = Ledger.apply(handle, list, complete).holds();

            Map<Integer, List<String>> stored = stored(handle);
            List<String> differences = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                List<String> expected = cases.get(i).expected();
                List<String> found = stored.getOrDefault(i, List.of());
                if (!found.equals(expected)) {
                    differences.add(cases.get(i) + "\n  stored " + found + "\n  the machine says " + expected);
                }
            }
            assertThat(differences).isEmpty();
            assertThat(cases).hasSize(5_127);
            assertThat(applied.released()).hasSize(released(handle));
            assertThat(applied.opened())
                    .hasSize(Math.toIntExact(cases.stream()
                            .filter(c -> c.expected().size() == (c.before() == null ? 1 : 2))
                            .count()));
        });
    }

    private static int released(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM held_changes WHERE status = 'released' AND decided_at = now()")
                .mapTo(Integer.class)
                .one();
    }

    /** By the number of the case. */
    private static Map<Integer, List<String>> stored(Handle handle) {
        Map<Integer, List<String>> holds = new HashMap<>();
        handle.createQuery("SELECT m.provider_model_id, h.status, h.rule, h.agreeing_fetches, h.last_agreed_at,"
                        + " h.decided_by, h.is_suppressing FROM held_changes h JOIN catalog_models m ON m.id = h.model_id"
                        + " ORDER BY h.id")
                .map((row, context) -> holds.computeIfAbsent(
                                Integer.parseInt(row.getString("provider_model_id")), n -> new ArrayList<>())
                        .add(Case.text(hold(row))))
                .list();
        return holds;
    }

    private static Hold hold(ResultSet row) throws SQLException {
        Timestamp agreed = row.getTimestamp("last_agreed_at");
        return new Hold(
                Hold.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                HoldRule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
                row.getInt("agreeing_fetches"),
                agreed == null ? null : agreed.toInstant(),
                row.getString("decided_by"),
                row.getBoolean("is_suppressing"));
    }

    private static void insert(Handle handle, long provider, List<Case> cases) {
        PreparedBatch models = handle.prepareBatch("INSERT INTO catalog_models (provider_id, provider_model_id,"
                + " model_id, model_name, modality, content_hash) VALUES (:provider, :id, :id, :id, 'text->text', '')");
        PreparedBatch prices = handle.prepareBatch("INSERT INTO model_pricing (model_id, pricing_state, pricing_basis,"
                + " components, price_hash, pricing_source, last_updated) SELECT id, 'unknown', 'absent', '[]',"
                + " decode(:hash, 'hex'), 'provider:openrouter', now() FROM catalog_models"
                + " WHERE provider_id = :provider AND provider_model_id = :id");
        PreparedBatch holds = handle.prepareBatch("INSERT INTO held_changes (provider_id, model_id, rule,"
                + " cleared_by_second_source, cleared_by_agreement, status, pricing_state, pricing_basis,"
                + " price_per_input_token, price_per_output_token, components, price_hash, pricing_source, job_id,"
                + " fence, snapshot_sha256, transformer_version, agreeing_fetches, last_agreed_at, decided_at,"
                + " decided_by, is_suppressing) SELECT :provider, id, :rule, true, true, :status, 'priced', 'quoted',"
                + " 2, :output, '[]', decode(:hash, 'hex'), 'provider:openrouter', 'job', 1, '', 1, :fetches, :agreed,"
                + " CASE WHEN :status <> 'pending' THEN now() - interval '1 minute' END, :by, :suppressing"
                + " FROM catalog_models WHERE provider_id = :provider AND provider_model_id = :id");
        PreparedBatch staged = handle.prepareBatch(
                "INSERT INTO staged_models (stage_key, operation,"
                        + " provider_model_id, facts_changed, price_changed, pricing_state, pricing_basis,"
                        + " price_per_input_token, price_per_output_token, components, price_hash, pricing_source,"
                        + " price_told_by, price_decision, price_reason) VALUES ('" + STAGE
                        + "', :operation, :id, false, true,"
                        + " 'priced', 'quoted', 2, NULL, '[]', decode('01', 'hex'), :source, :told::jsonb, :decision, :reason)");
        PreparedBatch settled = handle.prepareBatch("INSERT INTO staged_models (stage_key, operation,"
                + " provider_model_id) VALUES ('" + STAGE + "', 'settled', :id)");
        for (int i = 0; i < cases.size(); i++) {
            Case given = cases.get(i);
            String id = String.valueOf(i);
            models.bind("provider", provider).bind("id", id).add();
            if (!given.operation().equals("new")) {
                String served = given.isServed() ? "01" : "00";
                prices.bind("provider", provider)
                        .bind("id", id)
                        .bind("hash", served)
                        .add();
            }
            if (given.before() != null) {
                add(holds.bind("provider", provider).bind("id", id), given.before(), given.told());
            }
            if (given.isSettled()) {
                settled.bind("id", id).add();
            } else {
                add(staged.bind("id", id).bind("operation", given.operation()), given.told());
            }
        }
        List.of(models, prices, holds, staged, settled).forEach(PreparedBatch::execute);
    }

    private static void add(PreparedBatch holds, Hold hold, Told told) {
        holds.bind("rule", hold.rule().key())
                .bind("status", hold.status().key())
                .bind("output", told.likeness() == Likeness.OTHER ? 4 : null)
                .bind("hash", told.likeness() == Likeness.SAME ? "01" : "02")
                .bind("fetches", hold.agreeingFetches())
                .bind("agreed", hold.lastAgreedAt())
                .bind("by", hold.decidedBy())
                .bind("suppressing", hold.isSuppressing())
                .add();
    }

    private static void add(PreparedBatch staged, Told told) {
        PriceDecision decision = told.decision();
        boolean disputed = decision.rule() == HoldRule.REFERENCE_DISAGREEMENT;
        boolean noted = !decision.isStored() || !decision.reason().isEmpty();
        staged.bind("source", told.teller() == Teller.REFERENCES ? "reference:litellm" : null)
                .bind("told", disputed ? "[]" : null)
                .bind("decision", noted ? decision.outcome().key() : null)
                .bind("reason", noted ? Objects.requireNonNull(decision.reason()) : null)
                .add();
    }
}
