package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import java.util.List;

/**
 * The list of Perplexity's router. Its documentation tells the object of the prices and their unit, dollars per million tokens; the
 * names in it are those of the agent API's list, and any other one is reported as unread.
 */
final class PerplexityRouter implements RecordMapper {
    static Provider entry() {
        return Provider.of("perplexity-router", "Perplexity Router")
                .list("https://api.perplexity.ai/router/v1", "/models")
                .credential(Credential.bearer("PERPLEXITY_ROUTER_API_KEY"))
                .reads(new PerplexityRouter())
                .confirmedBy(Evidence.DOCUMENTATION)
                .note(
                        "A private preview: only keys that were let in get the list. It tells base prices only, so the price of a model"
                                + " that Perplexity does not host itself is not complete");
    }

    private static final String UNIT = "pricing.unit";
    private static final String HOSTED = "perplexity/";

    /** A page of the documentation has these for models of other hosts; the list has no place for them. */
    private static final List<String> ONLY_ON_A_PAGE = List.of("/pricing/long_context", "/pricing/flex");

    @Override
    public List<PriceField> priceFields() {
        return Perplexity.FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        Perplexity.readPrices(record, draft, record.text(UNIT) == null || Perplexity.isKnownUnit(record));
        String id = record.text("id");
        if (id != null && !id.startsWith(HOSTED) && record.has("pricing")) {
            draft.pricing().unread(ONLY_ON_A_PAGE);
        }
    }
}
