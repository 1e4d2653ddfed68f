package ai.gatewayz.sync.api.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The arrays that answers keep in memory until slow readers have taken them. Readers of one answer share its array. Beyond a
 * number of bytes, of an address and of all, who has been waited for longest is not waited for any more.
 */
final class HeldArrays {
    private final long mostOfOne;
    private final long mostOfAll;
    /** In the order in which they began to wait. */
    private final Map<Object, Reader> readers = new LinkedHashMap<>();

    private final Arrays all = new Arrays();
    private final Map<String, Arrays> byAddress = new HashMap<>();

    HeldArrays(long mostOfOne, long mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /** Who reads an array, and what ends that. */
    private record Reader(String address, byte[] array, Runnable cut) {}

    /** Arrays, each with the number of its readers. */
    private static final class Arrays {
        private final Map<byte[], Integer> counts = new IdentityHashMap<>();
        private long bytes;

        void add(byte[] array) {
            bytes += counts.merge(array, 1, Integer::sum) == 1 ? array.length : 0;
        }

        /** Whether none is left. */
        boolean remove(byte[] array) {
            Integer others = counts.computeIfPresent(array, (same, count) -> count > 1 ? count - 1 : null);
            bytes -= others == null ? array.length : 0;
            return counts.isEmpty();
        }
    }

    /**
     * An answer begins to wait for its reader.
     *
     * @param answer by which it is taken out again
     * @param cut ends another answer in its place; called in this thread
     */
    void add(Object answer, String address, byte[] array, Runnable cut) {
        List<Runnable> tooMuch = new ArrayList<>();
        synchronized (this) {
            readers.put(answer, new Reader(address, array, cut));
            all.add(array);
            Arrays own = byAddress.computeIfAbsent(address, unused -> new Arrays());
            own.add(array);
            takeOut(tooMuch, answer, own, mostOfOne, reader -> reader.address().equals(address));
            takeOut(tooMuch, answer, all, mostOfAll, reader -> true);
        }
        tooMuch.forEach(Runnable::run);
    }

    private void takeOut(List<Runnable> cuts, Object newest, Arrays counted, long most, Predicate<Reader> isCounted) {
        if (counted.bytes <= most) {
            return;
        }
        for (Map.Entry<Object, Reader> other : List.copyOf(readers.entrySet())) {
            if (counted.bytes > most && other.getKey() != newest && isCounted.test(other.getValue())) {
                cuts.add(other.getValue().cut());
                remove(other.getKey());
            }
        }
    }

    /** An answer waits no more. */
    synchronized void remove(Object answer) {
        Reader reader = readers.remove(answer);
        if (reader != null) {
            all.remove(reader.array());
            Arrays own = byAddress.get(reader.address());
            if (own != null && own.remove(reader.array())) {
                byAddress.remove(reader.address());
            }
        }
    }
}
