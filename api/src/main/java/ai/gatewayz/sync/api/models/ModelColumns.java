package ai.gatewayz.sync.api.models;

import java.util.List;

/** What most lists are filtered by, of each model one behind the other: the models themselves are all over the memory. */
final class ModelColumns {
    private final List<IndexedModel> models;
    private final boolean[] active;
    private final String[] slugs;
    private final String[] states;
    private final long[] contexts;

    /** Of models in some order. */
    ModelColumns(List<IndexedModel> models) {
        this.models = models;
        active = new boolean[models.size()];
        slugs = new String[models.size()];
        states = new String[models.size()];
        contexts = new long[models.size()];
        for (int i = 0; i < models.size(); i++) {
            IndexedModel model = models.get(i);
            Long context = model.sizes().context();
            active[i] = model.isActive();
            slugs[i] = model.slug();
            states[i] = model.prices().state();
            contexts[i] = context == null ? Long.MIN_VALUE : context;
        }
    }

    int size() {
        return active.length;
    }

    IndexedModel model(int place) {
        return models.get(place);
    }

    boolean isActive(int place) {
        return active[place];
    }

    String slug(int place) {
        return slugs[place];
    }

    String state(int place) {
        return states[place];
    }

    /** In tokens; what is not known is less than any number. */
    long context(int place) {
        return contexts[place];
    }
}
