package ai.gatewayz.sync.activities.imported;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of the old system with the columns that are read of it. */
enum OldTable {
    PROVIDERS("providers", List.of("id", "slug"), List.of("is_active")),
    MODELS(
            "models",
            List.of("id", "provider_id", "provider_model_id"),
            List.of("model_id", "model_name", "is_active", "created_at")),
    PRICES(
            "model_pricing",
            List.of("model_id", "price_per_input_token", "price_per_output_token", "last_updated"),
            List.of("price_per_image_token", "price_per_request", "pricing_source")),
    /** Not every installation had it. */
    HISTORY(
            "model_pricing_history",
            List.of("model_id", "price_per_input_token", "price_per_output_token", "changed_at"),
            List.of());

    /** Columns that hold an instant; without a time zone it is UTC. */
    static final Set<String> INSTANTS = Set.of("created_at", "last_updated", "changed_at");

    private final String table;
    private final List<String> required;
    private final List<String> optional;

    OldTable(String table, List<String> required, List<String> optional) {
        this.table = table;
        this.required = required;
        this.optional = optional;
    }

    String table() {
        return table;
    }

    /** Columns without which nothing can be taken over. */
    List<String> required() {
        return required;
    }

    List<String> columns() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }

    /** The column that tells when a price was told. */
    String toldAt() {
        return columns().stream().filter(INSTANTS::contains).collect(Collectors.joining());
    }

    /** Whether its rows are prices of models. */
    boolean isOfPrices() {
        return this == PRICES || this == HISTORY;
    }
}
