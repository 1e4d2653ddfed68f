package ai.gatewayz.sync.activities.feed;

import java.util.List;

/** What a provider's record means. */
@FunctionalInterface
public interface RecordMapper {
    /** Fills the draft from the record. */
    void map(JsonRecord record, ModelDraft draft);

    /**
     * The price fields that are read and their units; empty when there are none. {@code []} after a name in a path stands
     * for each element of that array.
     */
    default List<PriceField> priceFields() {
        return List.of();
    }

    /** This mapper and then a rule. */
    default RecordMapper and(RecordRule rule) {
        RecordMapper first = this;
        return new RecordMapper() {
            @Override
            public void map(JsonRecord record, ModelDraft draft) {
                first.map(record, draft);
                rule.apply(record, draft);
            }

            @Override
            public List<PriceField> priceFields() {
                return first.priceFields();
            }
        };
    }
}
