package ai.gatewayz.sync.activities.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a record says about a price, by the names that providers give such fields, so that a term that a feed passes by
 * is noticed. Whatever is below a field of such a name belongs to the price.
 */
final class PriceTerms {
    /** A record with more unread terms is of a shape that is not read at all; these are enough to say so. */
    static final int MOST = 32;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_KNOWN_NAMES = 4_096;
    private static final Pattern WORDS = Pattern.compile(
            "pric(e|ing)|cost|billing|currency|discount|surcharge|tariff|uplift|_usd|usd_|^usd$|^rates?$|^rate_per|^fees?$|_fee$");

    /** Names come again with each record. */
    private static final Map<String, Boolean> NAMES = new ConcurrentHashMap<>();

    /** Where a container is; its pointer is only written for what is unread. */
    private record Place(@Nullable Place outer, String name, int depth) {
        Place within(String child) {
            return new Place(this, child, depth + 1);
        }

        String of(String child) {
            String pointer = "/" + child.replace("~", "~0").replace("/", "~1");
            return outer == null ? pointer : outer.of(name) + pointer;
        }
    }

    private final ReadFields reads;
    private final List<String> unread = new ArrayList<>();

    private PriceTerms(ReadFields reads) {
        this.reads = reads;
    }

    /** JSON Pointers of the leaves that belong to a price and were not read; null, blank text and empty containers are none. */
    static List<String> unread(JsonNode record, ReadFields reads) {
        PriceTerms terms = new PriceTerms(reads);
        terms.walk(record, new Place(null, "", 0), false);
        return terms.unread;
    }

    private void walk(JsonNode container, Place place, boolean belongs) {
        if (container.isArray()) {
            for (int i = 0; i < container.size(); i++) {
                JsonNode value = container.get(i);
                if (belongs || value.isContainerNode()) {
                    visit(container, place, Integer.toString(i), value, belongs);
                }
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : container.properties()) {
            boolean inPrice = belongs || isAboutPrice(field.getKey());
            if (inPrice || field.getValue().isContainerNode()) {
                visit(container, place, field.getKey(), field.getValue(), inPrice);
            }
        }
    }

    private void visit(JsonNode container, Place place, String name, JsonNode value, boolean belongs) {
        if (unread.size() >= MOST || reads.contains(container, name, value)) {
            return;
        }
        if (value.isContainerNode()) {
            if (place.depth() < MAX_DEPTH) {
                walk(value, place.within(name), belongs);
            }
        } else if (belongs
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank())) {
            unread.add(place.of(name));
        }
    }

    private static boolean isAboutPrice(String name) {
        Boolean known = NAMES.get(name);
        if (known == null) {
            known = WORDS.matcher(name.toLowerCase(Locale.ROOT)).find();
            if (NAMES.size() < MAX_KNOWN_NAMES) {
                NAMES.put(name, known);
            }
        }
        return known;
    }
}
