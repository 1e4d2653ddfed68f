package ai.gatewayz.sync.api.feed;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.ledger.FeedFilter;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which events are asked for. */
public final class ChangeFilter {
    static final String[] PARAMETERS = {"provider", "model", "type"};

    private static final int MOST = 100;
    private static final List<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::key).toList();

    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");

    private ChangeFilter() {}

    static FeedFilter of(QueryReader query, ProviderDirectory directory) {
        List<String> types = query.list("type", MOST);
        for (String type : types) {
            query.require("type", type, TYPES);
        }
        return new FeedFilter(
                directory.resolve(query.list("provider", MOST)), query.values("model", MOST), types, null);
    }

    /** Of a body with {@code types}, {@code providers}, {@code models} and {@code min_change_percent}; all are optional. */
    public static FeedFilter of(JsonBody body, ProviderDirectory directory) {
        List<String> types = distinct(body, "types");
        for (String type : types) {
            if (!TYPES.contains(type)) {
                throw ApiException.badRequest("types", "must hold only " + String.join(", ", TYPES));
            }
        }
        return new FeedFilter(
                directory.resolve(distinct(body, "providers")), distinct(body, "models"), types, percent(body));
    }

    private static List<String> distinct(JsonBody body, String field) {
        return body.texts(field, MOST).stream().distinct().toList();
    }

    private static @Nullable BigDecimal percent(JsonBody body) {
        JsonNode value = body.get("min_change_percent");
        if (value == null) {
            return null;
        }
        // A number with a huge exponent has no business in a comparison.
        if (value.isNumber()
                && PERCENT.matcher(value.asText()).matches()
                && value.decimalValue().signum() > 0) {
            return value.decimalValue();
        }
        throw ApiException.badRequest("min_change_percent", "must be a number above 0, with at most 6 decimal places");
    }
}
