package ai.gatewayz.sync.simulator.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which provider misbehaves, and how often yet. A provider's own faults are used up in the order they were added;
 * after them those for {@code *}. Thread-safe.
 */
public final class FaultScript {
    /** The slug that stands for every provider. */
    public static final String EVERY = "*";

    private final Map<String, List<Fault>> faults = new TreeMap<>();
    private final Map<Fault, Map<String, Integer>> hits = new HashMap<>();

    /**
     * Adds a fault written as {@code slug:spec} or {@code *:spec}.
     *
     * @throws FaultSpecException if the text is malformed
     */
    public void add(String slugAndSpec) {
        int colon = slugAndSpec.indexOf(':');
        if (colon < 1) {
            throw new FaultSpecException(slugAndSpec, "is not 'slug:spec' or '*:spec'");
        }
        add(slugAndSpec.substring(0, colon).strip(), Fault.parse(slugAndSpec.substring(colon + 1)));
    }

    /**
     * The same, of providers that there are.
     *
     * @throws FaultSpecException also if no provider has the slug
     */
    public void add(String slugAndSpec, Set<String> slugs) {
        String slug = slugAndSpec.split(":", 2)[0].strip();
        if (slugAndSpec.indexOf(':') > 0 && !slug.equals(EVERY) && !slugs.contains(slug)) {
            throw new FaultSpecException(slugAndSpec, "no simulated provider has the slug '" + slug + "'");
        }
        add(slugAndSpec);
    }

    /** Adds a fault behind those that the provider has. */
    public synchronized void add(String slug, Fault fault) {
        faults.computeIfAbsent(slug, ignored -> new ArrayList<>()).add(fault);
    }

    /**
     * Replaces the faults of a provider, or of {@code *}, by one.
     *
     * @throws FaultSpecException if the spec is malformed
     */
    public synchronized void set(String slug, String spec) {
        Fault fault = Fault.parse(spec);
        clear(slug);
        add(slug, fault);
    }

    /** Removes the faults of a provider, or of {@code *}. */
    public synchronized void clear(String slug) {
        List<Fault> removed = faults.remove(slug);
        if (removed != null) {
            removed.forEach(hits::remove);
        }
    }

    /** Removes all faults. */
    public synchronized void clear() {
        faults.clear();
        hits.clear();
    }

    /** The fault that hits the provider's present request; counts the hit. */
    public synchronized Optional<Fault> next(String slug) {
        List<Fault> candidates = new ArrayList<>(faults.getOrDefault(slug, List.of()));
        candidates.addAll(faults.getOrDefault(EVERY, List.of()));
        for (Fault fault : candidates) {
            int hit = hits.computeIfAbsent(fault, ignored -> new HashMap<>()).merge(slug, 1, Integer::sum);
            if (hit <= fault.times()) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** The specs by slug, spent ones included. */
    public synchronized Map<String, List<String>> describe() {
        Map<String, List<String>> described = new TreeMap<>();
        faults.forEach((slug, list) ->
                described.put(slug, list.stream().map(Fault::toString).toList()));
        return described;
    }
}
