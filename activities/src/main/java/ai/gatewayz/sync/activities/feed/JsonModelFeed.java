package ai.gatewayz.sync.activities.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A list in one JSON array: the envelope says where it is, the mapper what a record means. */
public final class JsonModelFeed implements ModelFeed {
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
            ModelDraft draft = new ModelDraft(sink.toldAt());
            mapper.map(record, draft);
            draft.account(record).finish(sink);
        });
    }

    @Override
    public List<PriceField> priceFields() {
        return mapper.priceFields();
    }
}
