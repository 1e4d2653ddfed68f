package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OfferAmounts;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hugging Face's router: one model, several hosts, each with its own dollars per million tokens. Hosts that agree make
 * the headline price; hosts that differ make it dynamic, because the router picks one by speed. Only a host's
 * {@code is_free} makes it free.
 */
final class HuggingFace implements RecordMapper {
    static Provider entry() {
        return Provider.of("huggingface", "Hugging Face")
                .aliases("hug")
                .list("https://router.huggingface.co/v1", "/models")
                .credential(Credential.optionalBearer("HUG_API_KEY", "HF_TOKEN"))
                .reads(new HuggingFace())
                .confirmedBy(Evidence.RECORDED_BODY);
    }

    private static final PriceField INPUT = PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_TOKENS);
    private static final PriceField OUTPUT = PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS);

    @Override
    public List<PriceField> priceFields() {
        return List.of(
                PriceField.of("providers[].pricing.input", INPUT.kind(), INPUT.unit()),
                PriceField.of("providers[].pricing.output", OUTPUT.kind(), OUTPUT.unit()));
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        TreeMap<String, JsonRecord> live = new TreeMap<>();
        for (JsonRecord offer : record.records("providers")) {
            String host = offer.text("provider");
            if (host != null && "live".equals(offer.text("status"))) {
                live.putIfAbsent(host, offer);
            } else {
                // Nobody is charged by a host that does not serve the model.
                offer.known(INPUT.path(), OUTPUT.path());
            }
        }
        List<String> inputs = OpenAiModels.firstWords(record, "architecture.input_modalities");
        Long context = live.values().stream()
                .map(o -> o.count("context_length"))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null);
        draft.limits(context, null)
                .note("live_offers", String.join(", ", live.keySet()))
                .capabilities(new Capabilities(
                        null,
                        any(live, "supports_tools"),
                        inputs == null ? null : (Boolean) inputs.contains("image"),
                        null,
                        null,
                        any(live, "supports_structured_output")));
        addPrices(live, draft);
    }

    private static void addPrices(TreeMap<String, JsonRecord> live, ModelDraft draft) {
        List<JsonRecord> priced = new ArrayList<>();
        live.forEach((host, offer) -> {
            add(offer, PriceCondition.ALWAYS.with("offer", host), draft);
            if (amount(offer, INPUT).signum() > 0 || amount(offer, OUTPUT).signum() > 0 || offer.isTrue("is_free")) {
                priced.add(offer);
            }
        });
        TreeSet<BigDecimal> inputs = amounts(priced, INPUT);
        TreeSet<BigDecimal> outputs = amounts(priced, OUTPUT);
        if (inputs.size() > 1 || outputs.size() > 1) {
            draft.pricing().declareDynamic();
            noteRange(draft, "input", inputs);
            noteRange(draft, "output", outputs);
            // A dynamic price has no components, so the offers are kept as they were quoted.
            priced.forEach(o -> draft.note(
                    "offer " + o.text("provider"),
                    o.decimal(INPUT.path()) + " in, " + o.decimal(OUTPUT.path()) + " out, USD per 1M tokens"));
        } else if (!priced.isEmpty()) {
            add(priced.get(0), PriceCondition.ALWAYS, draft);
        }
        if (!live.isEmpty() && live.values().stream().allMatch(o -> o.isTrue("is_free"))) {
            draft.pricing().declareFree("declared");
        }
    }

    private static void add(JsonRecord offer, PriceCondition condition, ModelDraft draft) {
        for (PriceField field : List.of(INPUT, OUTPUT)) {
            draft.pricing().add(field.kind(), field.unit(), offer.priceText(field.path()), condition);
        }
    }

    private static void noteRange(ModelDraft draft, String side, TreeSet<BigDecimal> amounts) {
        draft.note(side + "_usd_per_1m_min", amounts.first().toPlainString())
                .note(side + "_usd_per_1m_max", amounts.last().toPlainString());
    }

    /** Distinct by value: 0.5 and 0.50 are one amount. */
    private static TreeSet<BigDecimal> amounts(List<JsonRecord> offers, PriceField field) {
        TreeSet<BigDecimal> amounts = new TreeSet<>();
        offers.forEach(o -> amounts.add(amount(o, field)));
        return amounts;
    }

    private static BigDecimal amount(JsonRecord offer, PriceField field) {
        return OfferAmounts.of(offer.decimal(field.path()));
    }

    private static @Nullable Boolean any(TreeMap<String, JsonRecord> live, String flag) {
        List<Boolean> said = live.values().stream()
                .map(o -> o.flag(flag))
                .filter(Objects::nonNull)
                .toList();
        return said.isEmpty() ? null : (Boolean) said.contains(true);
    }
}
