package ai.gatewayz.sync.activities.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDraftTest {
    /** Remembers models and skips. */
    private static final class Collected implements ModelSink {
        final List<CatalogModel> models = new ArrayList<>();
        final List<String> skips = new ArrayList<>();

        @Override
        public void accept(CatalogModel model, List<PriceRefusal> refusals) {
            models.add(model);
        }

        @Override
        public void skip(SkipReason reason, String detail) {
            skips.add(reason + ": " + detail);
        }

        @Override
        public void declareTotal(long records) {
            throw new AssertionError("no total is declared");
        }
    }

    private static Collected read(String record) throws IOException {
        Collected sink = new Collected();
        byte[] body = ("[" + record + "]").getBytes(StandardCharsets.UTF_8);
        new JsonModelFeed(Envelope.topLevelArray(), new OpenAiModels()).read(new ByteArrayInputStream(body), 1, sink);
        return sink;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "null, NO_ID",
                "5, NO_ID",
                "'\"\"', NO_ID",
                "'\"  \"', NO_ID",
                "'[\"a\"]', NO_ID",
                "'\" edge\"', INVALID_ID",
                "'\"nul\\u0000\"', INVALID_ID",
                "'\"line\\nbreak\"', INVALID_ID",
                "'\"zero\\u200bwidth\"', INVALID_ID",
                "'\"rtl\\u202e\"', INVALID_ID",
                "'\"lone\\ud800\"', INVALID_ID",
            })
    void unusableIds_areSkipped(String id, String reason) throws IOException {
        Collected sink = read("{\"id\":" + id + "}");

        assertThat(sink.models).isEmpty();
        assertThat(sink.skips).hasSize(1).first().asString().startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource({"A/b:c@d~e.f g", "../x%2F", "Llama 7.1-dev", "模型-é-🦙", "o'brien"})
    void oddIds_areKeptVerbatim(String id) throws IOException {
        Collected sink = read("{\"id\":\"" + id + "\"}");

        assertThat(sink.models).hasSize(1);
        assertThat(sink.models.get(0).providerModelId()).isEqualTo(id);
        assertThat(sink.models.get(0).name()).isEqualTo(id);
    }

    @Tag("P35")
    @Test
    void texts_areCleanedAndCut() throws IOException {
        CatalogModel model = read("{\"id\":\"a\",\"name\":\"n\\u0000" + "n".repeat(10_000) + "\",\"description\":\""
                        + "d".repeat(200_000) + "\"}")
                .models
                .get(0);

        assertThat(model.name()).startsWith("n\uFFFDn").hasSize(512);
        assertThat(model.description()).hasSize(16 * 1024);
    }

    @Test
    void wrongTypes_areAbsent() throws IOException {
        CatalogModel model = read("""
                {"id":"a","name":5,"description":[],"context_length":"128k","created":"soon","owned_by":{},
                 "input_modalities":"text","supported_parameters":{"tools":true}}
                """).models.get(0);

        assertThat(model.name()).isEqualTo("a");
        assertThat(model.description()).isNull();
        assertThat(model.contextLength()).isNull();
        assertThat(model.createdAt()).isNull();
        assertThat(model.metadata()).isEmpty();
        assertThat(model.modalities().input()).isEmpty();
        assertThat(model.capabilities().functionCalling()).isNull();
    }

    @Test
    void metadata_isBounded() throws IOException {
        ModelDraft draft = new ModelDraft(Instant.now()).id("a");
        for (int i = 0; i < 100; i++) {
            draft.note("key" + i, "v".repeat(5_000));
        }
        Collected sink = new Collected();
        draft.finish(sink);

        assertThat(sink.models.get(0).metadata()).hasSize(32).allSatisfy((key, value) -> assertThat(value)
                .hasSize(2 * 1024));
    }

    @Test
    void lineThatIsOver_isRefused_andTheRestIsServed() {
        Instant now = Instant.parse("2026-11-21T00:00:00Z");
        ModelDraft draft = new ModelDraft(now).id("a");
        PriceCondition past = PriceCondition.ALWAYS.between(now.minusSeconds(60), now);
        PriceCondition present = PriceCondition.ALWAYS.between(now.minusSeconds(60), now.plusSeconds(1));
        draft.pricing()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, new PriceText("0.000001", "/sale"), past)
                .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, new PriceText("0.000002", "/now"), present);
        Collected sink = new Collected();
        draft.finish(sink);

        Pricing pricing = sink.models.get(0).pricing();
        assertThat(pricing.components()).extracting(PriceComponent::kind).containsExactly(PriceKind.OUTPUT);
        assertThat(pricing.unread()).containsExactly("/sale");
        assertThat(draft.pricing().refusals()).containsExactly(PriceRefusal.CONDITION);
    }

    @Test
    void notOffered_namesTheModel() {
        Collected sink = new Collected();
        new ModelDraft(Instant.now()).id("a").notOffered("retired").finish(sink);

        assertThat(sink.skips).containsExactly("NOT_OFFERED: `a`: retired");
    }

    @Test
    void canonicalId_isLowerCaseByDefault() throws IOException {
        assertThat(modelId(null)).isEqualTo("acme/model");
        assertThat(modelId("model")).isEqualTo("model");
    }

    private static String modelId(@Nullable String canonical) {
        ModelDraft draft = new ModelDraft(Instant.now()).id("Acme/Model");
        if (canonical != null) {
            draft.canonicalId(canonical);
        }
        Collected sink = new Collected();
        draft.finish(sink);
        return sink.models.get(0).modelId();
    }
}
