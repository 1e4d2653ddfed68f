package ai.gatewayz.sync.activities.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two lists of a provider, one after the other, of which the second says more of the first one's models, by their ids. The
 * second may say several things of one model, and name models that the first one does not.
 */
public final class JoinedLists implements ModelFeed {
    /** What the second list's records are and mean. */
    public interface Additions {
        /** Whether it is one of the second list's records. */
        boolean isOne(JsonRecord record);

        /** The id of the model that a record is about, or an empty text. */
        String id(JsonRecord record);

        /** What it says of the model, of which no two of its records say the same. */
        String subject(JsonRecord record);

        /** Adds what it says. */
        void add(JsonRecord record, ModelDraft draft);

        /** The price fields that are read. */
        List<PriceField> priceFields();
    }

    /** Far more than such a provider has; bounds what is kept in memory until the end of the second list. */
    private static final int MOST = 10_000;

    private final Envelope envelope;
    private final RecordMapper models;
    private final Additions additions;

    /** Reads both lists from the same place of their documents. */
    public JoinedLists(Envelope envelope, RecordMapper models, Additions additions) {
        this.envelope = envelope;
        this.models = models;
        this.additions = additions;
    }

    @Override
    public List<PriceField> priceFields() {
        return Stream.concat(models.priceFields().stream(), additions.priceFields().stream())
                .toList();
    }

    @Override
    public boolean isPricedBySecondList() {
        return !additions.priceFields().isEmpty();
    }

    @Override
    public void read(InputStream body, int pages, ModelSink sink) throws IOException {
        Joined joined = new Joined(sink);
        envelope.read(body, pages, sink, record -> {
            if (additions.isOne(record)) {
                joined.add(record);
            } else {
                joined.list(record);
            }
        });
        joined.finish();
    }

    /** What both lists say of a model. */
    private static final class Entry {
        private final SortedMap<String, JsonRecord> said = new TreeMap<>();
        private @Nullable JsonRecord listed;
    }

    /** The models of both lists so far. A row that says the same of a model once more is a model of its own. */
    private final class Joined {
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Entry> last = new HashMap<>();
        private final ModelSink sink;

        Joined(ModelSink sink) {
            this.sink = sink;
        }

        void list(JsonRecord record) {
            ModelDraft draft = new ModelDraft(sink.toldAt());
            models.map(record, draft);
            Entry known = last.get(draft.id());
            Entry entry = known == null || known.listed != null ? start(draft.id()) : known;
            entry.listed = record;
        }

        void add(JsonRecord record) {
            String id = additions.id(record);
            String subject = additions.subject(record);
            Entry known = last.get(id);
            Entry entry = known == null || known.said.containsKey(subject) ? start(id) : known;
            entry.said.put(subject, record);
        }

        private Entry start(String id) {
            if (entries.size() >= MOST) {
                finish();
            }
            Entry entry = new Entry();
            entries.add(entry);
            if (!id.isEmpty()) {
                last.put(id, entry);
            }
            return entry;
        }

        void finish() {
            entries.forEach(this::finish);
            entries.clear();
            last.clear();
        }

        private void finish(Entry entry) {
            ModelDraft draft = new ModelDraft(sink.toldAt());
            if (entry.listed != null) {
                models.map(entry.listed, draft);
                draft.account(entry.listed);
            }
            for (JsonRecord record : entry.said.values()) {
                additions.add(record, draft);
                draft.account(record);
            }
            draft.finish(sink);
        }
    }
}
