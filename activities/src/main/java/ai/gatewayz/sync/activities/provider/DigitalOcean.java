package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import java.util.List;

/**
 * The public catalog of the inference platform. Its price fields are named after millions of tokens while the amounts in them
 * are those of single ones, so that no unit can be taken from it.
 */
final class DigitalOcean implements RecordMapper {
    static Provider entry() {
        return Provider.of("digitalocean", "DigitalOcean")
                .list("https://api.digitalocean.com/v2/gen-ai", "/models/catalog?limit=200")
                .paging(Paging.pageNumber("meta.pages", 200))
                .reads(Envelope.array("data"), new DigitalOcean())
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS)
                .withoutPrices("Its price fields are named per million tokens and hold amounts per token");
    }

    private static final RecordRule UNITLESS = RecordRule.undeclaredUnit(
            "pricing.input_price_per_million",
            "pricing.output_price_per_million",
            "pricing.cache_read_input_price_per_million",
            "pricing.cache_write_5m_input_price_per_million");

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        draft.id(record.text("model_id"))
                .name(record.text("name"))
                .description(record.text("description"))
                .limits(record.count("context_window"), record.count("max_output_tokens"))
                .modalities(record.words("modalities.input"), record.words("modalities.output"))
                .note("uuid", record.text("id"));
        UNITLESS.apply(record, draft);
        List<String> availability = record.words("availability");
        if (availability != null && !availability.contains("serverless")) {
            draft.notOffered("available as " + String.join(", ", availability));
        }
    }
}
