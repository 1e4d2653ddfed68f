package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;
import java.util.Set;

/** One more thing that a provider's record means, applied after the fields that it shares with others. */
@FunctionalInterface
public interface RecordRule {
    /** Adds to the draft what the record says. */
    void apply(JsonRecord record, ModelDraft draft);

    /** Keeps scalars as metadata under their paths. */
    static RecordRule keep(String... paths) {
        return (record, draft) -> List.of(paths).forEach(path -> draft.note(path, record.scalar(path)));
    }

    /** Where the two limits in tokens are. */
    static RecordRule limits(String context, String maxOutput) {
        return (record, draft) -> draft.limits(record.count(context), record.count(maxOutput));
    }

    /** Where the list of features is and what it can express. */
    static RecordRule features(String path, Set<FeatureWords> vocabulary) {
        return (record, draft) -> draft.capabilities(FeatureWords.read(
                record.words(path), OpenAiModels.firstWords(record, OpenAiModels.INPUT_MODALITIES), vocabulary));
    }

    /** The provider quotes no price, for a reason. */
    static RecordRule unknownBecause(String basis) {
        return (record, draft) -> draft.pricing().unknownBecause(basis);
    }

    /** The provider quotes prices in a unit that it declares nowhere: they are kept as text and never converted. */
    static RecordRule undeclaredUnit(String... paths) {
        return (record, draft) -> {
            for (String path : paths) {
                if (record.has(path)) {
                    draft.note(path, record.decimal(path)).pricing().unknownBecause("unit_unknown");
                }
            }
        };
    }

    /** Fields that are known and are no price of this model, or say again what another field says. */
    static RecordRule known(String... paths) {
        return (record, draft) -> record.known(paths);
    }

    /** Prices in units that are not known, of which the provider has only ever sent zeros: any other amount is a term unread. */
    static RecordRule zeroSoFar(String... paths) {
        return (record, draft) -> {
            for (String path : paths) {
                if (record.isZero(path)) {
                    record.known(path);
                }
            }
        };
    }

    /** Zero for input and output means free. */
    static RecordRule freeIfZero(String basis) {
        return (record, draft) -> draft.pricing().freeIfZero(basis, PriceKind.INPUT, PriceKind.OUTPUT);
    }

    /** Records whose scalar is there and has another value are not offered. */
    static RecordRule offeredIf(String path, String value) {
        return (record, draft) -> {
            String actual = record.scalar(path);
            if (actual != null && !actual.equals(value)) {
                draft.notOffered(path + " is " + actual);
            }
        };
    }
}
