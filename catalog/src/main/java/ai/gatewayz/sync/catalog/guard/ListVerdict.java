package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.change.ShapeDrift;
import java.util.Map;

/** Why absences from a list were not counted, in words. */
public final class ListVerdict {
    private static final Map<String, String> SENTENCES = Map.of(
            DelistingGuard.Verdict.TOO_MANY_BAD.key(),
            "too many of its records cannot be read; models that are missing are kept",
            DelistingGuard.Verdict.SHRUNK.key(),
            "its list has less than half of the models that were known; those that are missing are kept",
            DelistingGuard.Verdict.PARTIAL.key(),
            "its list says that it has more records than it shows; models that are missing are kept",
            DelistingGuard.Verdict.SECOND_LIST_MISSING.key(),
            "its second list did not come; what that one tells of known models is kept, and missing models are kept",
            DelistingGuard.Verdict.MASS_REMOVAL.key(),
            "more models are gone than one run or one day may remove; they are kept",
            ShapeDrift.VERDICT,
            "price fields went away or have another type; its prices stand still, and missing models are kept");

    private ListVerdict() {}

    /** What the key of a verdict means, a sentence about the provider. */
    public static String sentence(String key) {
        return SENTENCES.getOrDefault(key, "its list is not complete; models that are missing are kept");
    }
}
