package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.change.ShapeDrift;
import java.util.Map;

/** Why absences from a list were not counted, in words. */
public final class ListVerdict {
    private static final Map<String, String> SENTENCES = Map.of(
            DelistingGuard.Verdict.TOO_MANY_BAD.key(),
            "too many of its records cannot be read",
            DelistingGuard.Verdict.SHRUNK.key(),
            "its list has less than half of the models that were known",
            DelistingGuard.Verdict.PARTIAL.key(),
            "its list says that it has more records than it shows",
            DelistingGuard.Verdict.SECOND_LIST_MISSING.key(),
            "its second list did not come; what that one tells of known models is kept",
            DelistingGuard.Verdict.MASS_REMOVAL.key(),
            "more models are gone than one run or one day may remove",
            ShapeDrift.VERDICT,
            "price fields went away or have another type; its prices stand still");

    private ListVerdict() {}

    /**
     * What the key of a verdict means, a sentence about the provider.
     *
     * @param missing active models that the list does not have; 0 when there are none, or nobody counted them
     */
    public static String sentence(String key, long missing) {
        String models = missing == 1 ? "1 model that is missing is" : "models that are missing are";
        return SENTENCES.getOrDefault(key, "its list is not complete") + "; " + (missing > 1 ? missing + " " : "")
                + models + " kept";
    }
}
