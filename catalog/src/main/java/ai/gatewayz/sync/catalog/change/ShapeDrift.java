package ai.gatewayz.sync.catalog.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How a list's shape differs from the one that is trusted.
 *
 * @param appeared fields that no earlier list had
 * @param vanished fields that many records had and none has now
 * @param retyped fields whose values have a type that they never had
 * @param suspicious what happened to those of the latter two that prices are read from: no price is to be trusted then
 */
public record ShapeDrift(List<String> appeared, List<String> vanished, List<String> retyped, List<String> suspicious) {
    /** The verdict on a list whose prices are not trusted. */
    public static final String VERDICT = "shape_drift";

    /** No difference. */
    public static final ShapeDrift NONE = new ShapeDrift(List.of(), List.of(), List.of(), List.of());

    /** Takes private copies. */
    public ShapeDrift {
        appeared = List.copyOf(appeared);
        vanished = List.copyOf(vanished);
        retyped = List.copyOf(retyped);
        suspicious = List.copyOf(suspicious);
    }

    /**
     * Compares; against an unknown shape nothing is a difference.
     *
     * @param pricePaths the paths that prices are read from
     */
    public static ShapeDrift between(ListShape trusted, ListShape now, Collection<String> pricePaths) {
        if (trusted.isUnknown() || now.isUnknown()) {
            return NONE;
        }
        List<String> vanished = new ArrayList<>();
        List<String> retyped = new ArrayList<>();
        trusted.fields().forEach((path, mask) -> {
            int types = now.types(path);
            if (types == 0 && (mask & ListShape.COMMON) != 0) {
                vanished.add(path);
            } else if ((types & ~mask) != 0 && trusted.types(path) != 0) {
                retyped.add(path);
            }
        });
        List<String> appeared = now.fields().keySet().stream()
                .filter(path -> !trusted.fields().containsKey(path))
                .toList();
        List<String> suspicious = new ArrayList<>();
        vanished.stream()
                .filter(path -> leadsToAny(path, pricePaths))
                .forEach(path -> suspicious.add(path + " is gone"));
        retyped.stream()
                .filter(path -> leadsToAny(path, pricePaths))
                .forEach(path -> suspicious.add(path + " has another type"));
        return new ShapeDrift(appeared, vanished, retyped, suspicious);
    }

    private static boolean leadsToAny(String path, Collection<String> pricePaths) {
        return pricePaths.stream().anyMatch(price -> leadsTo(path, price));
    }

    private static boolean leadsTo(String path, String price) {
        return price.startsWith(path)
                && (price.length() == path.length()
                        || price.charAt(path.length()) == '.'
                        || price.startsWith("[]", path.length()));
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return appeared.isEmpty() && vanished.isEmpty() && retyped.isEmpty();
    }

    /** The shape to trust once this difference is accepted. */
    public ListShape accept(ListShape trusted, ListShape now) {
        return now.isUnknown() ? trusted : trusted.merge(now, vanished);
    }
}
