package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.models.ModelQueries.PageBounds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every model of one version of the catalog, in memory and never changed: what lists and searches are answered from. */
final class ModelIndex {
    private static final String USUAL = "provider";

    private final CatalogVersion version;
    private final Map<Long, IndexedModel> byId;
    private final List<IndexedModel> usual;
    private final ModelColumns columns;
    /** Of the models in the usual order; made when first asked for, since lists do without. */
    private Trigrams.@Nullable Signatures signatures;
    /** Places in the usual order; made when first asked for, one for each word of {@link ModelOrder}. */
    private final Map<String, int[]> sorted = new ConcurrentHashMap<>();

    /** Part of a list, and how many there are in all. */
    record Page(List<IndexedModel> models, long total) {}

    /** A model and how like a text it is, 0 to 1. */
    private record Hit(IndexedModel model, double likeness) {}

    /** A model that holds a text, how well, and how long its id is: less is better. */
    private record Match(IndexedModel model, int rank, int letters) {}

    private static final Comparator<Match> BEST_FIRST = Comparator.comparingInt(Match::rank)
            .thenComparingInt(Match::letters)
            .thenComparing(match -> match.model().names().providerModelId().text(), ModelOrder.LETTERS)
            .thenComparing(match -> match.model().slug(), ModelOrder.LETTERS);

    private static final Comparator<Hit> MOST_LIKE_FIRST = Comparator.comparingDouble(Hit::likeness)
            .reversed()
            .thenComparingLong(hit -> hit.model().id());

    /** Of a version's models by their rows' ids. */
    ModelIndex(CatalogVersion version, Map<Long, IndexedModel> byId) {
        this.version = version;
        this.byId = Map.copyOf(byId);
        this.usual = byId.values().stream().sorted(ModelOrder.USUAL).toList();
        this.columns = new ModelColumns(usual);
    }

    CatalogVersion version() {
        return version;
    }

    Map<Long, IndexedModel> byId() {
        return byId;
    }

    /** What searches need beside what lists need. One asker makes it and the others wait. */
    synchronized Trigrams.Signatures signatures() {
        Trigrams.Signatures made = signatures;
        if (made == null) {
            made = new Trigrams.Signatures(
                    usual.stream().map(model -> model.names().trigrams()).toList());
            signatures = made;
        }
        return made;
    }

    /** A part of those that a filter lets pass. */
    Page page(ModelFilter filter, PageBounds bounds) {
        BitSet passing = filter.passing(columns);
        int total = passing.cardinality();
        int wanted = Math.min(bounds.limit(), Math.max(0, total - bounds.offset()));
        List<IndexedModel> found = new ArrayList<>(wanted);
        int[] order = bounds.sort().equals(USUAL) ? null : sorted(bounds.sort());
        int skipped = 0;
        for (int i = 0; found.size() < wanted; i++) {
            int place = order == null ? i : order[i];
            if (!passing.get(place)) {
                continue;
            }
            if (skipped < bounds.offset()) {
                skipped++;
            } else {
                found.add(usual.get(place));
            }
        }
        return new Page(found, total);
    }

    private int[] sorted(String word) {
        return sorted.computeIfAbsent(word, order -> ModelOrder.places(order, usual));
    }

    /** The active models that hold a text, best matches first, and behind them those whose names are like it. */
    List<IndexedModel> search(String text, int limit) {
        List<IndexedModel> found = new ArrayList<>(holding(text, limit));
        Set<Long> known = found.stream().map(IndexedModel::id).collect(Collectors.toSet());
        found.addAll(like(text, known, limit - found.size()));
        return found;
    }

    private List<IndexedModel> holding(String text, int limit) {
        String small = ModelNames.smallLetters(text);
        Trigrams.Asked within = Trigrams.Asked.of(Trigrams.within(small));
        Trigrams.Signatures all = signatures();
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < usual.size(); i++) {
            if (!all.mayHold(i, within)) {
                continue;
            }
            IndexedModel model = usual.get(i);
            if (model.isActive() && model.names().hold(small)) {
                String id = model.names().providerModelId().text();
                matches.add(new Match(model, rank(model.names(), small), id.codePointCount(0, id.length())));
            }
        }
        return first(limit, matches, BEST_FIRST).stream().map(Match::model).toList();
    }

    /** The first few in an order, without putting the others into it. */
    private static <T> List<T> first(int limit, List<T> all, Comparator<T> order) {
        Queue<T> found = new PriorityQueue<>(order.reversed());
        for (T one : all) {
            if (found.size() < limit) {
                found.add(one);
            } else if (order.compare(one, found.element()) < 0) {
                found.remove();
                found.add(one);
            }
        }
        return found.stream().sorted(order).toList();
    }

    private static int rank(ModelNames names, String text) {
        String id = names.providerModelId().small();
        String modelId = names.modelId().small();
        String name = names.name().small();
        if (id.equals(text) || modelId.equals(text)) {
            return 0;
        }
        if (name.equals(text)) {
            return 1;
        }
        if (id.startsWith(text) || modelId.startsWith(text)) {
            return 2;
        }
        if (id.contains("/" + text)) {
            return 3;
        }
        return name.startsWith(text) ? 4 : 5;
    }

    /** The active models whose names are most like a text, without those that are known already. */
    List<IndexedModel> like(String text, Set<Long> known, int limit) {
        int[] asked = Trigrams.of(text);
        if (asked.length < 2 || limit <= 0) {
            return List.of();
        }
        Trigrams.Asked groups = Trigrams.Asked.of(asked);
        List<Hit> hits = new ArrayList<>();
        Trigrams.Signatures all = signatures();
        for (int i = 0; i < usual.size(); i++) {
            if (!all.mayBeLike(i, groups)) {
                continue;
            }
            IndexedModel model = usual.get(i);
            double likeness = model.isActive() ? model.names().trigrams().likeness(asked) : 0;
            if (likeness > 0 && !known.contains(model.id())) {
                hits.add(new Hit(model, likeness));
            }
        }
        return first(limit, hits, MOST_LIKE_FIRST).stream().map(Hit::model).toList();
    }
}
