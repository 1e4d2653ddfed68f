package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Models of a cloud's price list, where a model's prices are meters that stand anywhere in it: they are collected until the
 * list ends. Several meters for the same thing have to agree.
 */
final class MeteredModels {
    /** Far more than a region of a cloud has; bounds what is kept in memory. */
    private static final int MOST_METERS = 50_000;

    /** Terms that are not read are named up to so many; more say nothing new. */
    private static final int MOST_UNREAD = 32;

    private record Slot(PriceKind kind, PriceCondition condition) {}

    /** A model with its meters. */
    static final class Metered {
        private final ModelDraft draft;
        private final Map<Slot, List<QuotedPrice>> prices = new HashMap<>();
        private final List<String> unread = new ArrayList<>();

        private Metered(Instant toldAt) {
            draft = new ModelDraft(toldAt);
        }

        /** What is known of the model beside its prices. */
        ModelDraft draft() {
            return draft;
        }

        void add(PriceKind kind, PriceCondition condition, QuotedPrice price) {
            prices.computeIfAbsent(new Slot(kind, condition), slot -> new ArrayList<>())
                    .add(price);
        }

        /** A meter that is not understood whole, or a term of one. */
        void unread(String pointer) {
            if (unread.size() < MOST_UNREAD) {
                unread.add(pointer);
            }
        }

        private void finish(ModelSink sink) {
            prices.forEach((slot, said) -> QuotedPrice.agreed(said, draft.pricing())
                    .ifPresent(p -> draft.pricing().add(slot.kind(), p.unit(), p.said(), slot.condition())));
            if (!unread.isEmpty()) {
                draft.pricing().unread(unread.stream().sorted().toList()).unknownBecause("price_terms_unread");
            }
            draft.finish(sink);
        }
    }

    private final SortedMap<String, Metered> models = new TreeMap<>();
    private final ModelSink sink;
    private int meters;

    /** Collects for a sink. */
    MeteredModels(ModelSink sink) {
        this.sink = sink;
    }

    /** The model that one more meter belongs to. */
    Metered model(String id) {
        meters++;
        Metered known = models.get(id);
        Metered model = known == null ? new Metered(sink.toldAt()) : known;
        model.draft().id(id);
        if (meters <= MOST_METERS) {
            models.put(id, model);
        }
        return model;
    }

    /**
     * Hands every model over, in the order of their ids.
     *
     * @throws MalformedCatalogException when the list has more meters than any does
     */
    void finish() throws MalformedCatalogException {
        if (meters > MOST_METERS) {
            throw new MalformedCatalogException("more than " + MOST_METERS + " meters");
        }
        models.values().forEach(model -> model.finish(sink));
    }
}
