package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.compat.PricingQueries.LedgerRow;
import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the ledger's rows and a dry run's plans into one entry per changed amount. */
final class PriceChanges {
    /** Most entries that are listed of one provider. */
    static final int MOST = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "pricing_state";

    private PriceChanges() {}

    /**
     * One amount that changed, or would.
     *
     * @param status {@code changed}, {@code new} when there was no price before, or {@code held}
     * @param field such as {@code prompt}; amounts are decimal text in US dollars per one unit
     */
    record ModelPrices(
            String status,
            String modelId,
            String field,
            @Nullable String old,
            @JsonProperty("new") @Nullable String now) {}

    static List<ModelPrices> ofLedger(List<LedgerRow> rows) {
        List<ModelPrices> entries = new ArrayList<>();
        for (LedgerRow row : rows) {
            Map<String, String> before = amounts(read(row.previousComponents()));
            Map<String, String> after = amounts(read(row.components()));
            if (row.previousState() != null) {
                before.put(STATE, row.previousState());
            }
            after.put(STATE, row.pricingState());
            add(entries, row.modelId(), false, before, after);
        }
        return entries.stream().limit(MOST).toList();
    }

    static List<ModelPrices> ofPlan(List<PlannedChange> changes) {
        List<ModelPrices> entries = new ArrayList<>();
        for (PlannedChange change : changes) {
            Optional<EventType> type = EventType.find(change.type()).filter(EventType::isPrice);
            if (type.isPresent()) {
                add(
                        entries,
                        change.providerModelId(),
                        type.orElseThrow() == EventType.PRICE_HELD,
                        fields(read(change.before())),
                        fields(read(change.after())));
            }
        }
        return entries;
    }

    private static void add(
            List<ModelPrices> entries,
            String model,
            boolean held,
            Map<String, String> before,
            Map<String, String> after) {
        boolean priced = before.values().stream().anyMatch(value -> !value.equals("unknown"));
        String status = held ? "held" : priced ? "changed" : "new";
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String old = before.get(name);
            String now = after.get(name);
            if (old == null ? now != null : !old.equals(now)) {
                entries.add(new ModelPrices(status, model, name, old, now));
            }
        }
    }

    /** Amounts of a price list, by what they charge for and under which condition. */
    private static Map<String, String> amounts(JsonNode components) {
        Map<String, String> amounts = new TreeMap<>();
        components.forEach(component -> {
            String kind = component.path("kind").asText();
            String field = kind.equals("input") ? "prompt" : kind.equals("output") ? "completion" : kind;
            JsonNode condition = component.path("condition");
            amounts.put(
                    condition.isEmpty() ? field : field + " " + condition,
                    component.path("usd").asText());
        });
        return amounts;
    }

    private static Map<String, String> fields(JsonNode object) {
        Map<String, String> fields = new TreeMap<>();
        object.fields().forEachRemaining(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        });
        return fields;
    }

    private static JsonNode read(@Nullable String text) {
        try {
            return text == null ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds no JSON here", e);
        }
    }
}
