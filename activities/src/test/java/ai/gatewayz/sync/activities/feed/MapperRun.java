package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a feed, or a mapper alone, makes of a few records. */
public final class MapperRun implements ModelSink {
    public final List<CatalogModel> models = new ArrayList<>();
    public final List<PriceRefusal> refusals = new ArrayList<>();
    public final List<SkipReason> skips = new ArrayList<>();

    /** Reads records, each the text of one JSON object. */
    public static MapperRun of(RecordMapper mapper, String... records) {
        return of(new JsonModelFeed(Envelope.topLevelArray(), mapper), List.of("[" + String.join(",", records) + "]"));
    }

    /** Reads pages, each the text of one document. */
    public static MapperRun of(ModelFeed feed, List<String> pages) {
        MapperRun run = new MapperRun();
        byte[] body = String.join("\n", pages).getBytes(StandardCharsets.UTF_8);
        try {
            feed.read(new ByteArrayInputStream(body), pages.size(), run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run;
    }

    /** Reads one record that must become a model. */
    public static CatalogModel model(RecordMapper mapper, String record) {
        return of(mapper, record).models.get(0);
    }

    /** The price list as lines such as {@code input/token 0.000001} or {@code input/token {offer=a} 0.000001}. */
    public static List<String> prices(CatalogModel model) {
        return model.pricing().components().stream()
                .map(c -> c.kind().key() + "/" + c.unit().key() + " "
                        + (c.condition().isAlways() ? "" : c.condition().terms() + " ")
                        + c.price().toPlainString())
                .toList();
    }

    @Override
    public void accept(CatalogModel model, List<PriceRefusal> refused) {
        models.add(model);
        refusals.addAll(refused);
    }

    /** The day of the samples, so that the dates in them do not go by. */
    @Override
    public Instant toldAt() {
        return Instant.parse("2026-11-21T00:00:00Z");
    }

    @Override
    public void skip(SkipReason reason, String detail) {
        skips.add(reason);
    }

    @Override
    public void declareTotal(long records) {
        throw new AssertionError("none of these lists declares a total");
    }
}
