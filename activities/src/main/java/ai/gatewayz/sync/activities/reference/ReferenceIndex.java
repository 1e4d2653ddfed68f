package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.catalog.reference.ReferenceAgreement;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of a feed that are our providers', by provider and key. */
public final class ReferenceIndex {
    /** An offering in a feed. */
    public record Key(String provider, String id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = provider.compareTo(other.provider);
            return order == 0 ? id.compareTo(other.id) : order;
        }
    }

    private final SortedMap<Key, ReferenceRow> rows = new TreeMap<>();
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private final Set<Key> ambiguous = new HashSet<>();

    /** Adds a row. A bare key beats one with a prefix; of two that differ only in case and price neither is taken. */
    void add(String provider, String id, ReferenceRow row) {
        Key key = new Key(provider, id);
        ReferenceRow known = rows.get(key);
        if (ambiguous.contains(key)) {
            return;
        }
        if (known == null || row.id().length() < known.id().length()) {
            rows.put(key, row);
        } else if (row.id().length() == known.id().length()
                && ReferenceAgreement.of(row.pricing(), known.pricing()) != ReferenceAgreement.AGREE) {
            rows.remove(key);
            ambiguous.add(key);
            refuse("ambiguous");
        }
    }

    void refuse(String reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    /** The rows by provider and lower-case id without the provider's prefix. */
    public SortedMap<Key, ReferenceRow> rows() {
        return Collections.unmodifiableSortedMap(rows);
    }

    /** How many rows of the whole feed were not believed, by reason. */
    public SortedMap<String, Long> refused() {
        return Collections.unmodifiableSortedMap(refused);
    }
}
