package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** From a body in memory to hashed models, on one thread: what a transform does besides asking the database. */
final class TransformBench {
    private static final int MODELS = 17_800;
    /** So long that the whole body has about 50 MB. */
    private static final String DESCRIPTION = "A model that exists for the benchmark only. ".repeat(54);

    /** Counts and hashes; keeps nothing. */
    private static final class Hashes implements ModelSink {
        private int models;

        @Override
        public void accept(CatalogModel model, List<PriceRefusal> refusals) {
            models += ContentHash.ofFacts(model).length + ContentHash.ofPricing(model.pricing()).length > 0 ? 1 : 0;
        }

        @Override
        public void skip(SkipReason reason, String detail) {
            throw new IllegalStateException("every record is a model, but: " + detail);
        }

        @Override
        public void declareTotal(long records) {}
    }

    private TransformBench() {}

    /** One table row for lists in OpenRouter's shape. */
    static String row(int repetitions) throws IOException {
        Provider provider = Providers.all().stream()
                .filter(p -> p.slug().value().equals("openrouter"))
                .findFirst()
                .orElseThrow();
        ModelFeed feed = Objects.requireNonNull(provider.feed());
        byte[] body = body();
        long[] nanos = new long[2 * repetitions];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            Hashes hashes = new Hashes();
            feed.read(new ByteArrayInputStream(body), 1, hashes);
            nanos[i] = System.nanoTime() - start;
            if (hashes.models != MODELS) {
                throw new IllegalStateException(hashes.models + " models were read");
            }
        }
        long[] warm = Arrays.copyOfRange(nanos, repetitions, nanos.length);
        Arrays.sort(warm);
        double seconds = warm[warm.length / 2] / 1e9;
        double megabytes = body.length / 1e6;
        return String.format(
                Locale.ROOT, "| %d | %.1f | %.0f | %.0f |", MODELS, megabytes, seconds * 1e3, megabytes / seconds);
    }

    private static byte[] body() {
        StringBuilder body = new StringBuilder("{\"data\":[");
        for (int i = 0; i < MODELS; i++) {
            body.append(i == 0 ? "" : ",").append("""
                    {"id":"bench/model-%d","canonical_slug":"bench/model-%d","name":"Bench: Model %d","created":1750000000,
                     "description":"%s","context_length":131072,
                     "architecture":{"modality":"text+image->text","input_modalities":["text","image"],
                       "output_modalities":["text"],"tokenizer":"Other","instruct_type":null},
                     "pricing":{"prompt":"0.00000015","completion":"0.0000006","input_cache_read":"0.000000075"},
                     "top_provider":{"context_length":131072,"max_completion_tokens":16384,"is_moderated":false},
                     "per_request_limits":null,"supported_parameters":["max_tokens","tools","response_format"]}""".formatted(i, i, i, DESCRIPTION));
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
