package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JoinedLists;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * xAI's list: integers of 1e-10 dollars, and a second set of them for prompts from a threshold on, where zero repeats the
 * first. After it the list of language models, which alone says what goes in and comes out.
 */
final class Xai implements RecordMapper {
    static Provider entry() {
        return Provider.of("xai", "xAI")
                .aliases("x-ai")
                .list("https://api.x.ai/v1", "/models")
                .paging(Paging.inTurn(Paging.none(), "/models", "/language-models"))
                .credential(Credential.bearer("XAI_API_KEY"))
                .tier(Tier.HOURLY)
                .feed(new JoinedLists(Envelope.array("data").orArray("models"), new Xai(), new Language()))
                .references(ReferenceKeys.liteLlm("xai/").genaiPrices("x-ai"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.DOCUMENTATION);
    }

    private static final List<PriceField> BASE = List.of(
            PriceField.of("prompt_text_token_price", PriceKind.INPUT, USD_E10_PER_TOKEN),
            PriceField.of("completion_text_token_price", PriceKind.OUTPUT, USD_E10_PER_TOKEN),
            PriceField.of("cached_prompt_text_token_price", PriceKind.CACHE_READ, USD_E10_PER_TOKEN),
            PriceField.of("prompt_image_token_price", PriceKind.IMAGE_INPUT, USD_E10_PER_TOKEN),
            PriceField.of("image_price", PriceKind.IMAGE_OUTPUT, USD_E10_PER_IMAGE));
    private static final List<PriceField> LONG = List.of(
            PriceField.of("prompt_text_token_price_long_context", PriceKind.INPUT, USD_E10_PER_TOKEN),
            PriceField.of("completion_text_token_price_long_context", PriceKind.OUTPUT, USD_E10_PER_TOKEN),
            PriceField.of("cached_prompt_text_token_price_long_context", PriceKind.CACHE_READ, USD_E10_PER_TOKEN));

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> all = new ArrayList<>(BASE);
        all.addAll(LONG);
        return all;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        OpenAiModels.readPrices(record, BASE, draft);
        Long context = record.firstCount("context_length", "max_prompt_length");
        draft.limits(context, null);
        Long threshold = record.count("long_context_threshold");
        if (threshold != null) {
            PriceCondition condition = PriceCondition.promptFrom(threshold);
            for (PriceField field : LONG) {
                draft.pricing().add(field.kind(), field.unit(), record.priceText(field.path()), condition);
            }
        }
        List<String> aliases = record.words("aliases");
        draft.note("aliases", aliases == null ? null : String.join(",", aliases));
    }

    /** The second list, which says the same prices once more. */
    private static final class Language implements JoinedLists.Additions {
        @Override
        public List<PriceField> priceFields() {
            return List.of();
        }

        @Override
        public boolean isOne(JsonRecord record) {
            return record.has("input_modalities");
        }

        @Override
        public String id(JsonRecord record) {
            return Objects.requireNonNullElse(record.text("id"), "");
        }

        @Override
        public String subject(JsonRecord record) {
            return "language";
        }

        @Override
        public void add(JsonRecord record, ModelDraft draft) {
            if (draft.id().isEmpty()) {
                new Xai().map(record, draft);
            }
            Stream.of(BASE, LONG).flatMap(List::stream).forEach(field -> record.known(field.path()));
            RecordRule.zeroSoFar("search_price").apply(record, draft);
            draft.modalities(record.words("input_modalities"), record.words("output_modalities"))
                    .note("version", record.text("version"));
        }
    }
}
