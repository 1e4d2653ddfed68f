package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Helicone's registry: a model and the hosts that serve it. The author's own host, else the first one, gives the model's
 * price; every other one is an offer beside it.
 */
final class Helicone implements RecordMapper {
    static Provider entry() {
        return Provider.of("helicone", "Helicone")
                .list("https://api.helicone.ai", "/v1/public/model-registry/models")
                .reads(Envelope.array("data.models"), new Helicone())
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static final Set<FeatureWords> VOCABULARY =
            Set.of(FeatureWords.TOOLS, FeatureWords.JSON, FeatureWords.REASONING, FeatureWords.STRUCTURED);
    private static final String ENDPOINT = "endpoints[].";
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cacheRead", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cacheWrite", PriceKind.CACHE_WRITE, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.reasoning", PriceKind.REASONING, USD_PER_MILLION_TOKENS));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS.stream()
                .map(f -> PriceField.of(ENDPOINT + f.path(), f.kind(), f.unit()))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        List<String> inputs = record.words("inputModalities");
        draft.id(record.text("id"))
                .name(record.text("name"))
                .description(record.text("description"))
                .limits(record.count("contextLength"), record.count("maxOutput"))
                .modalities(inputs, record.words("outputModalities"))
                .capabilities(FeatureWords.read(record.words("supportedParameters"), inputs, VOCABULARY))
                .note("author", record.text("author"))
                .note("training_date", record.text("trainingDate"));
        List<JsonRecord> hosts = record.records("endpoints");
        int headline = headline(hosts, record.text("author"));
        for (int i = 0; i < hosts.size(); i++) {
            String host = hosts.get(i).firstText("providerSlug", "provider");
            if (i == headline) {
                add(hosts.get(i), PriceCondition.ALWAYS, draft);
                draft.note("price_from", host);
            } else if (host != null) {
                add(hosts.get(i), PriceCondition.ALWAYS.with("offer", host), draft);
            }
        }
    }

    private static int headline(List<JsonRecord> hosts, @Nullable String author) {
        for (int i = 0; i < hosts.size(); i++) {
            if (author != null && author.equals(hosts.get(i).text("provider"))) {
                return i;
            }
        }
        return 0;
    }

    private static void add(JsonRecord host, PriceCondition condition, ModelDraft draft) {
        for (PriceField field : FIELDS) {
            draft.pricing().add(field.kind(), field.unit(), host.priceText(field.path()), condition);
        }
    }
}
