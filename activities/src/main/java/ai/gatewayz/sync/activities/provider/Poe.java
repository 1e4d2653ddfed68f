package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_REQUEST;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;

/**
 * OpenAI's list with dollars per token as strings. It says {@code text->text} of chat models and of image, video and speech models
 * alike (Imagen-4-Ultra, Cartesia-Sonic), so that this says nothing.
 */
final class Poe {
    private Poe() {}

    static Provider entry() {
        return Provider.of("poe", "Poe")
                .list("https://api.poe.com/v1", "/models")
                .reads(new OpenAiModels(
                                PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
                                PriceField.of("pricing.input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN),
                                PriceField.of("pricing.request", PriceKind.REQUEST, USD_PER_REQUEST))
                        .and(Poe::readModalities))
                .references(ReferenceKeys.modelsDev("poe"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.OTHER_CLIENTS);
    }

    private static void readModalities(JsonRecord record, ModelDraft draft) {
        if ("text->text".equals(record.text("architecture.modality"))) {
            draft.modalities(null, null);
        }
    }
}
