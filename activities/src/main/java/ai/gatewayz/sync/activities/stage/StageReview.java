package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import ai.gatewayz.sync.catalog.guard.PeerPrice;
import ai.gatewayz.sync.catalog.guard.PriceCase;
import ai.gatewayz.sync.catalog.guard.PriceDecision;
import ai.gatewayz.sync.catalog.guard.PriceReview;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import ai.gatewayz.sync.ledger.HoldCase;
import ai.gatewayz.sync.ledger.PriceList;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The second pass over a stage: has its prices judged and writes down which are not to be served, in one statement. */
final class StageReview {
    private static final String SERVED = """
            SELECT s.provider_model_id, p.pricing_state, p.pricing_basis, p.components::text, p.unread::text,
            """ + HoldCase.COLUMNS + """
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            LEFT JOIN provider_prices p ON p.model_id = m.id
            """ + HoldCase.HOLD + """
            WHERE s.stage_key = :stage AND s.price_changed AND s.operation <> 'new'
            """;

    private static final String PEERS = """
            SELECT s.provider_model_id, v.slug, p.price_per_input_token, p.price_per_output_token
            FROM staged_models s
            JOIN catalog_models m ON m.model_id = s.model_id AND m.provider_id <> :provider AND m.is_active
            JOIN provider_prices p ON p.model_id = m.id AND p.pricing_state = 'priced'
            JOIN providers v ON v.id = m.provider_id
            WHERE s.stage_key = :stage AND s.price_changed AND s.pricing_state = 'priced'
              AND coalesce(p.price_per_input_token, p.price_per_output_token) IS NOT NULL
            ORDER BY s.provider_model_id, v.slug, m.id
            """;

    private static final String DECIDE = """
            UPDATE staged_models s
            SET price_decision = d.decision, price_reason = d.reason, price_compared_with = d.compared::jsonb
            FROM unnest(:models, :decisions, :reasons, :compared) AS d (model, decision, reason, compared)
            WHERE s.stage_key = :stage AND s.price_changed AND s.provider_model_id = d.model
            """;

    /** What is known of a stored model before the list. */
    private record Before(@Nullable Pricing served, HoldCase hold) {}

    private final Handle handle;
    private final long providerId;
    private final ModelStage stage;
    private final ReferencePrices references;

    private StageReview(Handle handle, long providerId, ModelStage stage, ReferencePrices references) {
        this.handle = handle;
        this.providerId = providerId;
        this.stage = stage;
        this.references = references;
    }

    /** Judges a finished stage. */
    static void review(Handle handle, long providerId, ModelStage stage, ReferencePrices references) {
        if (!stage.prices().isEmpty()) {
            new StageReview(handle, providerId, stage, references).review();
        }
    }

    private void review() {
        Map<String, Before> before = before();
        Map<String, List<PeerPrice>> peers = peers();
        Map<String, PriceCase> cases = new LinkedHashMap<>();
        Map<String, PriceDecision> disputes = new LinkedHashMap<>();
        for (StagedPrice staged : stage.prices()) {
            String id = staged.providerModelId();
            if (staged.price().isDisputed()) {
                // It says nothing about the provider's other prices, and a judgement of it would mean nothing.
                disputes.put(id, PriceDecision.held(HoldRule.REFERENCE_DISAGREEMENT));
                continue;
            }
            cases.put(
                    id,
                    new PriceCase(
                            served(before.get(id)),
                            staged.price().pricing(),
                            independent(
                                    references.of(id, staged.metadata()),
                                    staged.price().source()),
                            peers.getOrDefault(id, List.of())));
        }
        Map<String, PriceDecision> judgements = new LinkedHashMap<>(PriceReview.review(cases, stage.pricesListed()));
        judgements.putAll(disputes);
        write(judgements, before, cases);
    }

    private void write(
            Map<String, PriceDecision> judgements, Map<String, Before> before, Map<String, PriceCase> cases) {
        List<String> models = new ArrayList<>();
        List<String> decisions = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        List<@Nullable String> compared = new ArrayList<>();
        judgements.forEach((model, judged) -> {
            Before known = before.get(model);
            PriceDecision decision =
                    known == null ? judged.withoutHold() : known.hold().decide(judged, stage.isComplete());
            if (!decision.isStored() || !decision.reason().isEmpty()) {
                models.add(model);
                decisions.add(decision.outcome().key());
                reasons.add(decision.reason());
                PriceCase judgedBy = decision.outcome() == PriceDecision.Outcome.HELD ? cases.get(model) : null;
                compared.add(judgedBy == null ? null : ComparedPrices.of(judgedBy));
            }
        });
        if (!models.isEmpty()) {
            handle.createUpdate(DECIDE)
                    .bind("stage", stage.key())
                    .bindArray("models", String.class, models)
                    .bindArray("decisions", String.class, decisions)
                    .bindArray("reasons", String.class, reasons)
                    .bindArray("compared", String.class, compared)
                    .execute();
        }
    }

    private static @Nullable Pricing served(@Nullable Before before) {
        return before == null ? null : before.served();
    }

    private Map<String, Before> before() {
        Map<String, Before> before = new HashMap<>();
        handle.createQuery(SERVED)
                .bind("provider", providerId)
                .bind("stage", stage.key())
                .setFetchSize(2_000)
                .map((row, context) -> before.put(row.getString("provider_model_id"), before(row)))
                .forEach(ignored -> {});
        return before;
    }

    private static Before before(ResultSet row) throws SQLException {
        String state = row.getString("pricing_state");
        Pricing served = state == null
                ? null
                : PriceList.read(
                        state, row.getString("pricing_basis"), row.getString("components"), row.getString("unread"));
        return new Before(served, HoldCase.of(row));
    }

    private Map<String, List<PeerPrice>> peers() {
        Map<String, List<PeerPrice>> peers = new HashMap<>();
        handle.createQuery(PEERS)
                .bind("provider", providerId)
                .bind("stage", stage.key())
                .setFetchSize(2_000)
                .map((row, context) -> peers.computeIfAbsent(
                                row.getString("provider_model_id"), model -> new ArrayList<>())
                        .add(new PeerPrice(
                                row.getString("slug"),
                                price(row.getBigDecimal("price_per_input_token")),
                                price(row.getBigDecimal("price_per_output_token")))))
                .forEach(ignored -> {});
        return peers;
    }

    private static @Nullable UnitPrice price(@Nullable BigDecimal usd) {
        return usd == null ? null : UnitPrice.ofUsd(usd);
    }

    /** A feed that is the only source of a price is no second source of it. */
    private static List<ReferencePrice> independent(List<ReferencePrice> references, @Nullable String source) {
        if (source == null || source.contains("+")) {
            return references;
        }
        return references.stream().filter(r -> !source.contains(r.feed())).toList();
    }
}
