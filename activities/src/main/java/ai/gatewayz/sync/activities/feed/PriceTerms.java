package ai.gatewayz.sync.activities.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

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

    private final ReadFields reads;
    private final StringBuilder pointer = new StringBuilder();
    private final List<String> unread = new ArrayList<>();

    private PriceTerms(ReadFields reads) {
        this.reads = reads;
    }

    /** JSON Pointers of the leaves that belong to a price and were not read; null, blank text and empty containers are none. */
    static List<String> unread(JsonNode record, ReadFields reads) {
        PriceTerms terms = new PriceTerms(reads);
        terms.walk(record, false, 0);
        return terms.unread;
    }

    private void walk(JsonNode container, boolean belongs, int depth) {
        int length = pointer.length();
        for (int i = 0; container.isArray() && i < container.size(); i++) {
            pointer.append('/').append(i);
            visit(container, Integer.toString(i), container.get(i), belongs, depth);
            pointer.setLength(length);
        }
        for (Map.Entry<String, JsonNode> field : container.properties()) {
            String name = field.getKey();
            boolean inPrice = belongs || isAboutPrice(name);
            if (inPrice || field.getValue().isContainerNode()) {
                pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
                visit(container, name, field.getValue(), inPrice, depth);
                pointer.setLength(length);
            }
        }
    }

    private void visit(JsonNode container, String name, JsonNode value, boolean belongs, int depth) {
        if (unread.size() >= MOST || reads.contains(container, name, value)) {
            return;
        }
        if (value.isContainerNode()) {
            if (depth < MAX_DEPTH) {
                walk(value, belongs, depth + 1);
            }
        } else if (belongs
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank())) {
            unread.add(pointer.toString());
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
