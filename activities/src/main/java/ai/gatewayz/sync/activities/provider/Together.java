package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_CHARACTERS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JoinedLists;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Together's list, where the model's type decides what a price means: per million tokens for text, per million characters
 * for audio, a placeholder for the rest. Zero is free only on ids that end in {@code -Free}; paid image models are zero too.
 * After it the list of what is served without a deployment, in dollars per million tokens, which alone tells what cached
 * input costs.
 */
final class Together implements RecordMapper {
    static Provider entry() {
        return Provider.of("together", "Together")
                .list("https://api.together.xyz", "/v1/models")
                .paging(Paging.inTurn(Paging.token("next_cursor", "after"), "/v1/models", SERVERLESS))
                .credential(Credential.bearer("TOGETHER_API_KEY"))
                .tier(Tier.EVERY_15_MINUTES)
                .feed(new JoinedLists(Envelope.array("data").orTopLevelArray(), new Together(), new Serverless()))
                .references(ReferenceKeys.both("togetherai", "together_ai/").genaiPrices("together"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS)
                .note("Prices of cached input are in a second list, which is known from its documentation");
    }

    private static final String SERVERLESS = "/v2/supported-models?product=PRODUCT_SERVERLESS&limit=200";

    private static final Set<String> TOKEN_TYPES =
            Set.of("chat", "language", "code", "embedding", "moderation", "rerank");
    private static final List<PriceField> TEXT = List.of(
            PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS));
    private static final List<PriceField> AUDIO =
            List.of(PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_CHARACTERS));

    @Override
    public List<PriceField> priceFields() {
        return Stream.concat(TEXT.stream(), AUDIO.stream()).toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        String type = record.text("type");
        draft.modalities(null, outputs(type))
                .note("owned_by", record.text("organization"))
                .note("type", type)
                .note("license", record.text("license"));
        if (type != null && TOKEN_TYPES.contains(type)) {
            OpenAiModels.readPrices(record, TEXT, draft);
        } else if ("audio".equals(type)) {
            OpenAiModels.readPrices(record, AUDIO, draft);
        } else {
            RecordRule.undeclaredUnit("pricing.input", "pricing.output").apply(record, draft);
        }
        RecordRule.zeroSoFar("pricing.base", "pricing.finetune", "pricing.hourly", "pricing.output")
                .apply(record, draft);
        if (draft.id().toLowerCase(Locale.ROOT).endsWith("-free")) {
            draft.pricing().declareFree("free_suffix");
        }
    }

    private static List<String> outputs(@Nullable String type) {
        return switch (type == null ? "" : type) {
            case "image", "audio", "video" -> List.of(type);
            default -> List.of();
        };
    }

    /** The second list, whose models are named by the endpoint that serves them. */
    private static final class Serverless implements JoinedLists.Additions {
        private static final PriceField CACHED =
                PriceField.of("pricing.cachedInput", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS);

        @Override
        public List<PriceField> priceFields() {
            return List.of(CACHED);
        }

        @Override
        public boolean isOne(JsonRecord record) {
            return record.has("products");
        }

        @Override
        public String id(JsonRecord record) {
            return Objects.requireNonNullElse(record.text("serverlessEndpoint"), "");
        }

        @Override
        public String subject(JsonRecord record) {
            return "serverless";
        }

        @Override
        public void add(JsonRecord record, ModelDraft draft) {
            if (draft.id().isEmpty()) {
                draft.id(record.text("serverlessEndpoint")).name(record.text("displayName"));
                OpenAiModels.readPrices(record, TEXT, draft);
            } else {
                // The first list says the same of them.
                record.known("pricing.input", "pricing.output");
            }
            OpenAiModels.readPrices(record, List.of(CACHED), draft);
        }
    }
}
