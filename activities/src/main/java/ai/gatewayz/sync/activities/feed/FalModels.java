package ai.gatewayz.sync.activities.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** fal's list of endpoints. Prices are in a second list, by endpoint, and not here. */
public final class FalModels implements JsonModelFeed.RecordMapper {
    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        String category = record.text("metadata.category");
        draft.id(record.text("endpoint_id"))
                .name(record.text("metadata.display_name"))
                .description(record.text("metadata.description"))
                .modalities(side(category, 0), side(category, 1))
                .dates(record.instant("metadata.date"), null)
                .note("category", category)
                .note("license_type", record.text("metadata.license_type"))
                .note("group", record.text("metadata.group.key"))
                .pricing()
                .unknownBecause("separate_price_list");
        if ("training".equals(category)) {
            draft.notOffered("a training endpoint");
        }
        RecordRule.offeredIf("metadata.kind", "inference").apply(record, draft);
        RecordRule.offeredIf("metadata.status", "active").apply(record, draft);
    }

    private static @Nullable List<String> side(@Nullable String category, int index) {
        if (category == null) {
            return null;
        }
        if (category.equals("llm")) {
            return List.of("text");
        }
        String[] sides = category.split("-to-", -1);
        return sides.length == 2 ? List.of(sides[index]) : null;
    }
}
