package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verbose list. {@code created} is the time of the call and says nothing, and neither does a context of {@link
 * #THROTTLED_CONTEXT}: it stands for models whose own the server does not tell, as other programs have seen.
 */
final class Nebius {
    private Nebius() {}

    static Provider entry() {
        return Provider.of("nebius", "Nebius Token Factory")
                .list("https://api.tokenfactory.nebius.com/v1", "/models?verbose=true")
                .credential(Credential.bearer("NEBIUS_API_KEY"))
                .tier(Tier.HOURLY)
                .reads(new OpenAiModels(
                                PriceField.of("pricing.prompt", INPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.completion", OUTPUT, USD_PER_TOKEN))
                        .and(Nebius::readFacts))
                .references(ReferenceKeys.both("nebius", "nebius/"))
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static final long THROTTLED_CONTEXT = 8_000;

    private static void readFacts(JsonRecord record, ModelDraft draft) {
        Long context = record.count("context_length");
        if (context != null && context == THROTTLED_CONTEXT) {
            draft.limits(null, null).note("context_length", String.valueOf(context));
        }
        String modality = record.text("architecture.modality");
        draft.dates(null, null).modalities(side(modality, 0), side(modality, 1));
    }

    /** One side of an arrow such as {@code text+image->text}. */
    private static @Nullable List<String> side(@Nullable String arrow, int index) {
        String[] sides = arrow == null ? new String[0] : arrow.split("->", -1);
        return sides.length == 2 ? List.of(sides[index].split("\\+", -1)) : null;
    }
}
