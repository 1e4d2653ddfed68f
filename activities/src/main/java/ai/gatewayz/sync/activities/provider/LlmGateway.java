package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_PAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_REQUEST;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_SECOND;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The gateway's own list in OpenRouter's manner: dollars per token as text, zero for what it does not know, video by the
 * second with the resolution as name. The price is that of the first host; each host's own belongs to another id,
 * {@code host/model}.
 */
final class LlmGateway implements RecordMapper {
    static Provider entry() {
        return Provider.of("llmgateway", "LLM Gateway")
                .list("https://api.llmgateway.io/v1", "/models")
                .reads(new LlmGateway())
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS)
                .note("Each price is that of the first host; another host is asked for by another id");
    }

    /** Keys of {@code per_second}; the plain one needs no word. */
    private static final List<String> VIDEO =
            List.of("default", "4k", "default_audio", "4k_audio", "default_video", "4k_video");

    private static final List<PriceField> FIELDS = fields();
    private static final Set<FeatureWords> VOCABULARY = Set.of(FeatureWords.TOOLS, FeatureWords.REASONING);

    private static List<PriceField> fields() {
        List<PriceField> fields = new ArrayList<>(List.of(
                PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
                PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN),
                PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
                PriceField.of("pricing.input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN),
                PriceField.of("pricing.input_cache_write_1h", PriceKind.CACHE_WRITE_1H, USD_PER_TOKEN),
                PriceField.of("pricing.request", PriceKind.REQUEST, USD_PER_REQUEST),
                PriceField.of("pricing.ocr_page", PriceKind.OTHER, USD_PER_PAGE)));
        for (String key : VIDEO) {
            PriceCondition condition =
                    key.equals("default") ? PriceCondition.ALWAYS : PriceCondition.ALWAYS.with("variant", key);
            fields.add(new PriceField("pricing.per_second." + key, PriceKind.VIDEO_OUTPUT, USD_PER_SECOND, condition));
        }
        return List.copyOf(fields);
    }

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        OpenAiModels.readPrices(record, FIELDS, draft);
        Capabilities words = FeatureWords.read(
                record.words("supported_parameters"), record.words("architecture.input_modalities"), VOCABULARY);
        draft.limits(record.count("context_length"), record.count("max_output"))
                .dates(record.instant("created"), record.instant("deactivated_at"))
                .capabilities(new Capabilities(
                        null,
                        words.functionCalling(),
                        words.vision(),
                        record.flag("json_output"),
                        words.reasoning(),
                        record.flag("structured_outputs")))
                .note("family", record.text("family"))
                .note("stability", record.text("stability"))
                .note("deprecated_at", record.text("deprecated_at"));
        // An image is priced as a whole in one place of its documentation and by its tokens in another.
        RecordRule.zeroSoFar("pricing.image", "pricing.web_search", "pricing.internal_reasoning")
                .apply(record, draft);
        record.known("providers");
        if (record.isTrue("free")) {
            draft.pricing().declareFree("declared");
        }
    }
}
