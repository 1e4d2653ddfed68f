package ai.gatewayz.sync.activities.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A list in one JSON array: the envelope says where it is, the mapper what a record means. */
public final class JsonModelFeed implements ModelFeed {
    /** What a provider's record means. */
    public interface RecordMapper {
        /** Fills the draft from the record. */
        void map(JsonRecord record, ModelDraft draft);

        /**
         * The price fields that are read and their units; empty when there are none. {@code []} after a name in a path stands
         * for each element of that array.
         */
        List<PriceField> priceFields();

        /** This mapper and then a rule. */
        default RecordMapper and(RecordRule rule) {
            RecordMapper first = this;
            return new RecordMapper() {
                @Override
                public void map(JsonRecord record, ModelDraft draft) {
                    first.map(record, draft);
                    rule.apply(record, draft);
                }

                @Override
                public List<PriceField> priceFields() {
                    return first.priceFields();
                }
            };
        }
    }

    private final Envelope envelope;
    private final RecordMapper mapper;

    /** Reads records of an envelope with a mapper. */
    public JsonModelFeed(Envelope envelope, RecordMapper mapper) {
        this.envelope = envelope;
        this.mapper = mapper;
    }

    @Override
    public void read(InputStream body, int pages, ModelSink sink) throws IOException {
        envelope.read(body, pages, sink, record -> {
            ModelDraft draft = new ModelDraft();
            mapper.map(record, draft);
            draft.finish(sink);
        });
    }

    @Override
    public List<PriceField> priceFields() {
        return mapper.priceFields();
    }
}
