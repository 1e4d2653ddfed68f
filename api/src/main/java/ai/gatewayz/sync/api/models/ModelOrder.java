package ai.gatewayz.sync.api.models;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lists may be sorted by; a leading minus turns the order round. What is not known comes last either way. */
final class ModelOrder {
    /** By the numbers of the letters, whatever the language. */
    static final Comparator<String> LETTERS = ModelOrder::compareLetters;

    /** By provider and id: what breaks ties. */
    static final Comparator<IndexedModel> USUAL = Comparator.comparing(IndexedModel::slug, LETTERS)
            .thenComparing(model -> model.names().providerModelId().text(), LETTERS);

    private static final Map<String, Direction> ORDERS = orders();

    private static final List<String> WORDS = ORDERS.keySet().stream()
            .flatMap(word -> Stream.of(word, "-" + word))
            .sorted()
            .toList();

    private ModelOrder() {}

    /** An order and its reverse, of which ties are left as they are. */
    private interface Direction {
        int[] places(List<IndexedModel> models, boolean descending);
    }

    /** What a model is sorted by, beside its place: comparing models themselves goes all over the memory. */
    private record Keyed<T>(int place, @Nullable T key) {}

    private static Map<String, Direction> orders() {
        Map<String, Direction> orders = new LinkedHashMap<>();
        orders.put("provider", text(IndexedModel::slug));
        orders.put("id", text(model -> model.names().modelId().text()));
        orders.put("name", text(model -> model.names().name().text()));
        orders.put("context_length", number(model -> model.sizes().context()));
        orders.put("input_price", number(model -> model.prices().input()));
        orders.put("output_price", number(model -> model.prices().output()));
        orders.put("cache_read_price", number(model -> model.prices().cacheRead()));
        orders.put("cache_write_price", number(model -> model.prices().cacheWrite()));
        orders.put("image_price", number(model -> model.prices().image()));
        orders.put("price_state", text(model -> model.prices().state()));
        orders.put("modality", text(IndexedModel::modality));
        orders.put("deprecated_at", number(model -> model.times().deprecated()));
        orders.put("created_at", number(model -> model.times().created()));
        orders.put("updated_at", number(model -> model.times().changed()));
        orders.put("last_seen_at", number(model -> model.times().seen()));
        orders.put("max_output_tokens", number(model -> model.sizes().maxOutput()));
        orders.put("kind", text(IndexedModel::kind));
        return orders;
    }

    private static Direction text(Function<IndexedModel, @Nullable String> key) {
        return by(key, LETTERS);
    }

    private static <T extends Comparable<T>> Direction number(Function<IndexedModel, @Nullable T> key) {
        return by(key, Comparator.naturalOrder());
    }

    private static <T> Direction by(Function<IndexedModel, @Nullable T> key, Comparator<T> order) {
        return (models, descending) -> {
            Comparator<@Nullable T> whole = Comparator.nullsLast(descending ? order.reversed() : order);
            return IntStream.range(0, models.size())
                    .mapToObj(place -> new Keyed<>(place, key.apply(models.get(place))))
                    .sorted(Comparator.comparing(Keyed::key, whole))
                    .mapToInt(Keyed::place)
                    .toArray();
        };
    }

    /** Words that lists may be sorted by. */
    static List<String> words() {
        return WORDS;
    }

    /** The places of models that are in the usual order, in the order that a word out of {@link #words()} names. */
    static int[] places(String word, List<IndexedModel> models) {
        boolean descending = word.startsWith("-");
        Direction order = ORDERS.get(descending ? word.substring(1) : word);
        if (order == null) {
            throw new IllegalArgumentException("no order " + word);
        }
        return order.places(models, descending);
    }

    /** Strings compare by halves of letters, which puts those of two halves before some of one. */
    private static int compareLetters(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
