package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One decision about many held prices.
 *
 * @param expected how many the caller has seen: another number changes nothing
 */
record BulkDecision(
        boolean approve, HoldSelection selection, @Nullable String note, int expected) {
    /** A decision holds its providers' locks and takes a generation for each price. */
    static final int MOST = 5000;

    /** Keys of all rules. */
    static final List<String> RULES =
            Arrays.stream(HoldRule.values()).map(HoldRule::key).toList();

    /** From a request's body. */
    static BulkDecision of(JsonBody body, ProviderDirectory directory) {
        String decision = body.choice("decision", List.of("approve", "reject"));
        if (decision == null) {
            throw ApiException.badRequest("decision", "is missing: approve or reject");
        }
        JsonNode ids = body.get("ids");
        JsonNode filter = body.get("filter");
        if ((ids == null) == (filter == null)) {
            throw ApiException.badRequest("ids", "or filter must be given, and not both");
        }
        Long expected = body.number("expected", 1, MOST);
        if (expected == null) {
            throw ApiException.badRequest("expected", "is missing: how many held prices this is about");
        }
        return new BulkDecision(
                decision.equals("approve"),
                ids == null
                        ? selection(body.object("filter", "provider", "rule", "run"), directory)
                        : HoldSelection.pending(numbers(ids)),
                body.text("note"),
                expected.intValue());
    }

    private static List<Long> numbers(JsonNode ids) {
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST) {
            throw ApiException.badRequest("ids", "must be an array of 1 to " + MOST + " ids");
        }
        Set<Long> numbers = new LinkedHashSet<>();
        for (JsonNode id : ids) {
            if (!id.isIntegralNumber() || !id.canConvertToLong() || id.longValue() < 1) {
                throw ApiException.badRequest("ids", "must hold whole numbers above 0 only");
            }
            numbers.add(id.longValue());
        }
        return List.copyOf(numbers);
    }

    private static HoldSelection selection(JsonBody filter, ProviderDirectory directory) {
        String provider = filter.text("provider");
        return HoldSelection.pending(
                provider == null ? null : directory.require(provider).slug(),
                filter.choice("rule", RULES),
                filter.text("run"));
    }
}
