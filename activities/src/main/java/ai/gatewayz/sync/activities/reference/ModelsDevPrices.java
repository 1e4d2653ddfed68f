package ai.gatewayz.sync.activities.reference;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.KeyedRecords;
import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * models.dev: providers, below them models, their {@code cost} in dollars per million tokens, and that of modes, which are
 * service tiers.
 */
final class ModelsDevPrices implements ReferenceReader {
    /** Providers that sell by subscription under the ids of their metered offerings. */
    private static final Pattern SUBSCRIPTION = Pattern.compile(".*-(coding|token)-plan.*|kimi-for-coding");

    private static final Map<String, PriceKind> FIELDS = Map.of(
            "input", PriceKind.INPUT,
            "output", PriceKind.OUTPUT,
            "cache_read", PriceKind.CACHE_READ,
            "cache_write", PriceKind.CACHE_WRITE,
            "reasoning", PriceKind.REASONING,
            "input_audio", PriceKind.AUDIO_INPUT,
            "output_audio", PriceKind.AUDIO_OUTPUT);

    @Override
    public void read(InputStream body, Sink sink) throws IOException {
        KeyedRecords.readGroups(body, "models", (provider, id, record) -> {
            if (!SUBSCRIPTION.matcher(provider).matches() && record.has("cost")) {
                ReferenceCheck.hand(provider, id, kind(record), pricing(record), sink);
            }
        });
    }

    /** Null where text comes out: embeddings and ranks are text there, too. */
    private static @Nullable ModelKind kind(JsonRecord record) {
        String type = record.text("type");
        List<String> inputs = record.words("modalities.input");
        List<String> outputs = record.words("modalities.output");
        Optional<ModelKind> named = type == null ? Optional.empty() : ModelKind.ofWord(type);
        if (named.isPresent() || inputs == null || outputs == null || outputs.contains("text")) {
            return named.orElse(null);
        }
        return ModelKind.of(new Modalities(inputs, outputs)).orElse(null);
    }

    private static PricingBuilder pricing(JsonRecord record) {
        PricingBuilder pricing = new PricingBuilder();
        JsonRecord cost = record.at("cost");
        add(cost, PriceCondition.ALWAYS, pricing);
        for (JsonRecord tier : cost.records("tiers")) {
            Long size = tier.count("tier.size");
            String type = tier.text("tier.type");
            if (size != null && (type == null || type.equals("context"))) {
                // A tier is for prompts above its size.
                add(tier, PriceCondition.promptFrom(size + 1), pricing);
            }
        }
        JsonRecord modes = record.at("experimental.modes");
        for (String name : modes.names()) {
            JsonRecord mode = modes.at(name);
            String asked = mode.text("provider.body.service_tier");
            add(mode.at("cost"), PriceCondition.ALWAYS.with("service_tier", asked == null ? name : asked), pricing);
        }
        return pricing;
    }

    private static void add(JsonRecord cost, PriceCondition condition, PricingBuilder pricing) {
        FIELDS.forEach((field, kind) -> pricing.add(kind, USD_PER_MILLION_TOKENS, cost.priceText(field), condition));
    }
}
