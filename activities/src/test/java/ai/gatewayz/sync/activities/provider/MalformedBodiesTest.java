package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that is not the provider's list is refused as a whole, whoever the provider is. */
class MalformedBodiesTest {
    private static final List<String> NEVER_A_LIST = List.of(
            "",
            "  \n",
            "null",
            "true",
            "7",
            "\"data\"",
            "<!DOCTYPE html><html><body>Bad gateway</body></html>",
            "{\"error\":{\"message\":\"Invalid API key\",\"code\":401}}",
            "{\"error\":\"overloaded\",\"data\":[]}",
            "{'data':[]}",
            "// nothing\n[]",
            "[NaN]",
            "[[[[");

    /** Providers that document several envelopes. */
    private static final Set<String> BARE_ARRAY_TOO = Set.of("together", "modelz");

    static Stream<ProviderFixture> fixtures() throws IOException {
        return ProviderContractTest.fixtures();
    }

    @Tag("G10")
    @ParameterizedTest
    @MethodSource("fixtures")
    void otherDocuments_areRefused(ProviderFixture fixture) {
        for (String body : NEVER_A_LIST) {
            refuses(fixture, body.getBytes(StandardCharsets.UTF_8), body);
        }
    }

    @Tag("P7")
    @ParameterizedTest
    @MethodSource("fixtures")
    void otherEnvelopes_areRefused(ProviderFixture fixture) throws IOException {
        String slug = fixture.provider.slug().value();
        if (!slug.equals("modelz")) {
            refuses(fixture, "{}".getBytes(StandardCharsets.UTF_8), "{}");
        }
        if (!fixture.isTopLevelArray() && !BARE_ARRAY_TOO.contains(slug)) {
            refuses(fixture, "[]".getBytes(StandardCharsets.UTF_8), "[]");
        }
        for (String data : List.of("{}", "\"x\"", "3", "null")) {
            String body = "{\"data\":" + data + ",\"models\":" + data + ",\"result\":" + data + "}";
            if (!slug.equals("modelz")) {
                refuses(fixture, body.getBytes(StandardCharsets.UTF_8), body);
            }
        }
    }

    @Tag("P4")
    @ParameterizedTest
    @MethodSource("fixtures")
    void emptyArray_isZeroRecords(ProviderFixture fixture) throws IOException {
        CollectedList list =
                fixture.readFirstPage(tree -> ProviderFixture.records(tree).removeAll());

        assertThat(list.models).isEmpty();
        assertThat(list.skips).isEmpty();
    }

    @Tag("G10")
    @ParameterizedTest
    @MethodSource("fixtures")
    void truncatedBodies_areRefused(ProviderFixture fixture) {
        byte[] body = fixture.firstPage();
        for (int tenth = 1; tenth < 10; tenth++) {
            refuses(fixture, Arrays.copyOf(body, body.length * tenth / 10), tenth + "0 % of the body");
        }
    }

    @Tag("P9")
    @ParameterizedTest
    @MethodSource("fixtures")
    void textAfterTheEnd_isRefused(ProviderFixture fixture) {
        String body = new String(fixture.firstPage(), StandardCharsets.UTF_8);

        refuses(fixture, (body + "x").getBytes(StandardCharsets.UTF_8), "trailing garbage");
        refuses(fixture, (body + "\n" + body).getBytes(StandardCharsets.UTF_8), "two documents");
        refuses(fixture, (body + "]").getBytes(StandardCharsets.UTF_8), "one bracket too many");
    }

    @Tag("P11")
    @ParameterizedTest
    @MethodSource("fixtures")
    void otherEncodings_areRefused(ProviderFixture fixture) {
        String body = new String(fixture.firstPage(), StandardCharsets.UTF_8);
        byte[] invalid = body.getBytes(StandardCharsets.UTF_8);
        invalid[body.indexOf('"') + 1] = (byte) 0xC0;

        refuses(fixture, body.getBytes(StandardCharsets.UTF_16), "UTF-16");
        refuses(fixture, body.getBytes(StandardCharsets.UTF_16LE), "UTF-16 without a mark");
        refuses(fixture, invalid, "invalid UTF-8");
    }

    private static void refuses(ProviderFixture fixture, byte[] body, String what) {
        assertThatThrownBy(() -> CollectedList.read(fixture.feed, body, 1))
                .as("%s", what)
                .isInstanceOf(MalformedCatalogException.class);
    }
}
