package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JoinedLists;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * OpenAI's list, where capabilities are flags and the image models have a kind of their own, and after it the list of what is
 * served without a deployment, with its prices: an entry per thing that is charged, each with its unit. A model has a row in
 * it for each way of serving it; one with an id of its own ({@code usage_identifier}) is a model of its own.
 */
final class Fireworks {
    private Fireworks() {}

    static Provider entry() {
        return Provider.of("fireworks", "Fireworks")
                .list("https://api.fireworks.ai", "/inference/v1/models")
                .paging(Paging.inTurn(Paging.none(), "/inference/v1/models", "/v1/serverless/models"))
                .credential(Credential.bearer("FIREWORKS_API_KEY"))
                .tier(Tier.EVERY_15_MINUTES)
                .feed(new JoinedLists(
                        Envelope.array("data"),
                        new OpenAiModels()
                                .and(RecordRule.keep("kind", "supports_chat"))
                                .and(Fireworks::readFacts),
                        new Serverless()))
                .references(ReferenceKeys.both("fireworks-ai", "fireworks_ai/").genaiPrices("fireworks"))
                .restByReference()
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.OTHER_CLIENTS)
                .note("Prices are in a second list, which is known from other programs");
    }

    private static void readFacts(JsonRecord record, ModelDraft draft) {
        boolean image = "FLUMINA_BASE_MODEL".equals(record.text("kind"));
        draft.capabilities(new Capabilities(
                        null, record.flag("supports_tools"), record.flag("supports_image_input"), null, null, null))
                .kind(image ? ModelKind.IMAGE : null);
    }

    /** The second list. */
    private static final class Serverless implements JoinedLists.Additions {
        private static final String MILLION_TOKENS = "1M tokens";
        private static final Set<String> ENTRY = Set.of("sku", "amount", "unit");
        private static final Map<String, PriceKind> SKUS = Map.of(
                "LLM input tokens (uncached)", PriceKind.INPUT,
                "LLM input tokens (cached)", PriceKind.CACHE_READ,
                "LLM output tokens", PriceKind.OUTPUT);

        @Override
        public List<PriceField> priceFields() {
            return SKUS.values().stream()
                    .sorted()
                    .map(kind -> PriceField.of("pricing[].amount", kind, PriceUnit.USD_PER_MILLION_TOKENS))
                    .toList();
        }

        @Override
        public boolean isOne(JsonRecord record) {
            return record.has("serverless_mode");
        }

        @Override
        public String id(JsonRecord record) {
            return Objects.requireNonNullElse(record.firstText("usage_identifier", "id"), "");
        }

        @Override
        public String subject(JsonRecord record) {
            return String.valueOf(record.text("service_tier"));
        }

        @Override
        public void add(JsonRecord record, ModelDraft draft) {
            String service = record.text("service_tier");
            String id = id(record);
            if (draft.id().isEmpty()) {
                OpenAiModels.readFacts(record, draft);
                draft.id(id.isEmpty() ? null : id);
            }
            draft.name(record.text("display_name"))
                    .description(record.text("description"))
                    .modalities(record.words("input_modalities"), record.words("output_modalities"));
            draft.note("serverless_mode", service == null ? record.text("serverless_mode") : null)
                    .note("base_model", id.equals(record.text("id")) ? null : record.text("id"));
            List<String> aliases = record.words("aliases");
            draft.note("aliases", aliases == null || aliases.isEmpty() ? null : String.join(",", aliases));
            PriceCondition condition =
                    service == null ? PriceCondition.ALWAYS : PriceCondition.ALWAYS.with("service_tier", service);
            for (JsonRecord entry : record.records("pricing")) {
                if (ENTRY.containsAll(entry.names())) {
                    addPrice(entry, condition, draft);
                }
            }
        }

        /** A unit or a thing that is not known has a price of its own, never a token's. */
        private static void addPrice(JsonRecord entry, PriceCondition condition, ModelDraft draft) {
            String sku = String.valueOf(entry.text("sku"));
            String unit = String.valueOf(entry.text("unit"));
            PriceText amount = entry.priceText("amount");
            boolean isTokens = MILLION_TOKENS.equals(unit);
            PriceKind kind = isTokens ? SKUS.getOrDefault(sku, PriceKind.OTHER) : PriceKind.OTHER;
            PriceCondition own = kind == PriceKind.OTHER ? condition.with("variant", sku) : condition;
            draft.pricing()
                    .add(
                            kind,
                            isTokens ? PriceUnit.USD_PER_MILLION_TOKENS : PriceUnit.USD_PER_OTHER,
                            amount,
                            isTokens ? own : own.with("unit_text", unit));
        }
    }
}
