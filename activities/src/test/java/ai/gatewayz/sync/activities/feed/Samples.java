package ai.gatewayz.sync.activities.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an envelope hands on, and records made from text. */
final class Samples {
    /** Remembers what it receives. */
    static final class Records implements Envelope.RecordSink {
        final List<JsonRecord> good = new ArrayList<>();
        final List<String> unusable = new ArrayList<>();
        final List<String> tooLarge = new ArrayList<>();
        final List<Long> totals = new ArrayList<>();

        @Override
        public void record(JsonRecord record) {
            good.add(record);
        }

        @Override
        public void unusable(String detail, boolean large) {
            (large ? tooLarge : unusable).add(detail);
        }

        @Override
        public void total(long records) {
            totals.add(records);
        }

        List<String> ids() {
            return good.stream().map(r -> String.valueOf(r.text("id"))).toList();
        }
    }

    private Samples() {}

    static Records read(Envelope envelope, String body) throws IOException {
        return read(envelope, body.getBytes(StandardCharsets.UTF_8), 1);
    }

    static Records read(Envelope envelope, byte[] body, int pages) throws IOException {
        Records records = new Records();
        envelope.read(new ByteArrayInputStream(body), pages, records);
        return records;
    }

    /** The record {@code {"x": <value>}}. */
    static JsonRecord x(String value) throws IOException {
        return read(Envelope.topLevelArray(), "[{\"x\":" + value + "}]").good.get(0);
    }
}
