package ai.gatewayz.sync.activities.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final Envelope DATA = Envelope.array("data");

    @Test
    void array_isFoundBetweenOtherFields() throws IOException {
        String body = "{\"a\":{\"data\":[1]},\"data\":[{\"id\":\"m\"}],\"z\":[{\"id\":\"no\"}]}";

        assertThat(Samples.read(DATA, body).ids()).containsExactly("m");
    }

    @Test
    void nestedArray_isFoundByItsPath() throws IOException {
        String body = "{\"data\":{\"models\":[{\"id\":\"m\"}],\"total\":1},\"models\":[{\"id\":\"no\"}]}";

        assertThat(Samples.read(Envelope.array("data.models"), body).ids()).containsExactly("m");
    }

    @Test
    void bareArray_isReadOnlyWhereDeclared() throws IOException {
        assertThat(Samples.read(DATA.orTopLevelArray(), "[{\"id\":\"m\"}]").ids())
                .containsExactly("m");
        assertThat(Samples.read(DATA.orTopLevelArray(), "{\"data\":[{\"id\":\"m\"}]}")
                        .ids())
                .containsExactly("m");
        assertThatThrownBy(() -> Samples.read(DATA, "[{\"id\":\"m\"}]"))
                .isInstanceOf(MalformedCatalogException.class)
                .hasMessageContaining("START_ARRAY");
    }

    @Test
    void otherNames_areReadOnlyWhereDeclared() throws IOException {
        Envelope either = DATA.orArray("tokens");

        assertThat(Samples.read(either, "{\"tokens\":[{\"id\":\"m\"}]}").ids()).containsExactly("m");
        assertThat(Samples.read(either, "{\"data\":[{\"id\":\"m\"}]}").ids()).containsExactly("m");
        assertThatThrownBy(() -> Samples.read(DATA, "{\"tokens\":[]}")).hasMessage("no array `data` in the body");
        assertThatThrownBy(() -> Samples.read(either, "{\"tokens\":[],\"data\":[]}"))
                .isInstanceOf(MalformedCatalogException.class);
    }

    @Test
    void total_isToldPerPage() throws IOException {
        String pages =
                "{\"total\":3,\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}\n{\"data\":[{\"id\":\"c\"}],\"total\":3}";

        Samples.Records records = Samples.read(DATA.withTotal("total"), pages.getBytes(StandardCharsets.UTF_8), 2);

        assertThat(records.ids()).containsExactly("a", "b", "c");
        assertThat(records.totals).containsExactly(3L, 3L);
    }

    @Test
    void aListThatGoesOnAfterItsLastPage_isToldAsLonger() throws IOException {
        String ended = "{\"has_more\":true,\"data\":[{\"id\":\"a\"}]}{\"data\":[{\"id\":\"b\"}],\"has_more\":false}";

        assertThat(totals("{\"data\":[{\"id\":\"a\"}],\"has_more\":true}", 1)).containsExactly(Long.MAX_VALUE);
        assertThat(totals(ended, 2)).isEmpty();
    }

    private static List<Long> totals(String body, int pages) throws IOException {
        List<Long> totals = new ArrayList<>();
        ModelSink sink = new ModelSink() {
            @Override
            public void accept(CatalogModel model, List<PriceRefusal> refusals) {
                throw new AssertionError("records are read elsewhere");
            }

            @Override
            public void skip(SkipReason reason, String detail) {
                throw new AssertionError(detail);
            }

            @Override
            public void declareTotal(long records) {
                totals.add(records);
            }
        };
        DATA.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), pages, sink, record -> {});
        return totals;
    }

    @Test
    void pages_areCounted() {
        byte[] one = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);
        byte[] two = "{\"data\":[]}{\"data\":[]}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Samples.read(DATA, one, 2))
                .isInstanceOf(MalformedCatalogException.class)
                .hasMessage("the body is empty");
        assertThatThrownBy(() -> Samples.read(DATA, two, 1))
                .isInstanceOf(MalformedCatalogException.class)
                .hasMessage("more text after the end of the list");
    }

    @Test
    void errorAnswers_areNoLists() {
        assertThatThrownBy(() -> Samples.read(DATA, "{\"data\":[],\"error\":{\"message\":\"x\"}}"))
                .hasMessage("the provider answered with an error object");
        assertThatThrownBy(() -> Samples.read(DATA, "{\"success\":false,\"data\":[]}"))
                .hasMessage("the provider answered with success: false");
    }

    @Test
    void nullError_isNoError() throws IOException {
        assertThat(Samples.read(DATA, "{\"error\":null,\"success\":true,\"data\":[]}").good)
                .isEmpty();
    }

    @Test
    void secondArray_isRefused() {
        assertThatThrownBy(() -> Samples.read(DATA, "{\"data\":[{\"id\":\"a\"}],\"data\":[]}"))
                .isInstanceOf(MalformedCatalogException.class)
                .hasMessage("`data` is there twice");
    }

    @Test
    void depthBomb_isRefused() {
        String body = "[".repeat(100_000) + "]".repeat(100_000);

        assertThatThrownBy(() -> Samples.read(Envelope.topLevelArray(), body))
                .isInstanceOf(MalformedCatalogException.class);
        assertThatThrownBy(() -> Samples.read(DATA, "{\"x\":" + body + ",\"data\":[]}"))
                .isInstanceOf(MalformedCatalogException.class);
    }

    @Test
    void message_hasNothingOfTheBody() {
        assertThatThrownBy(() -> Samples.read(DATA, "{\"data\":[{\"id\":SECRET}]}"))
                .isInstanceOf(MalformedCatalogException.class)
                .hasMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff\u00fe",
                "\u00c0\u00af",
                "\u00e0\u0080\u00af",
                "\u00f0\u0080\u0080\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f8\u0088\u0080\u0080\u0080"
            })
    void invalidUtf8_isRefused(String bytes) {
        byte[] body = ("{\"data\":[{\"id\":\"" + bytes + "\"}]}").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Samples.read(DATA, body, 1)).isInstanceOf(MalformedCatalogException.class);
    }

    @Test
    void byteOrderMark_isSkipped() throws IOException {
        assertThat(Samples.read(DATA, "\uFEFF{\"data\":[{\"id\":\"é\"}]}").ids())
                .containsExactly("é");
    }
}
