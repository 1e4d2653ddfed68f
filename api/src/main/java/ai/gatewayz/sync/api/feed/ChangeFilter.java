package ai.gatewayz.sync.api.feed;

import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.change.EventType;
import java.util.Arrays;
import java.util.List;

/**
 * Which events are asked for; an empty list means any.
 *
 * @param providers slugs
 * @param models the provider's id of the model, or the canonical id
 * @param types words such as {@code price.changed}
 */
public record ChangeFilter(List<String> providers, List<String> models, List<String> types) {
    static final String[] PARAMETERS = {"provider", "model", "type"};

    private static final int MOST = 100;
    private static final List<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::key).toList();

    static ChangeFilter of(QueryReader query, ProviderDirectory directory) {
        List<String> types = query.list("type", MOST);
        for (String type : types) {
            query.require("type", type, TYPES);
        }
        return new ChangeFilter(directory.resolve(query.list("provider", MOST)), query.values("model", MOST), types);
    }

    boolean isAny() {
        return providers.isEmpty() && models.isEmpty() && types.isEmpty();
    }

    /** The condition on {@code change_events}; its names are those of this record. */
    String sql() {
        return "TRUE" + (providers.isEmpty() ? "" : " AND provider_slug = ANY (:providers)")
                + (models.isEmpty() ? "" : " AND (provider_model_id = ANY (:models) OR model_id = ANY (:models))")
                + (types.isEmpty() ? "" : " AND type = ANY (:types)");
    }
}
