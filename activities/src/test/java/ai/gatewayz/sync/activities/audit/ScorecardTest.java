package ai.gatewayz.sync.activities.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.activities.provider.Providers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded lists against recorded feeds, in the shapes that both really have. */
final class ScorecardTest {
    @TempDir
    Path folder;

    private static Dispositions dispositions(String... lines) throws IOException {
        return Dispositions.read(
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private Scorecard card(Dispositions dispositions) throws IOException {
        Files.createDirectories(folder.resolve("feeds"));
        Files.writeString(folder.resolve("feeds/models-dev.json"), """
                {"groq": {"models": {"orb": {"cost": {"input": 1, "output": 2}}, "sun": {"cost": {"input": 3}}}},
                 "openai": {"models": {"g-1": {"cost": {"input": 1}}, "g-2": {"cost": {"input": 1}}}}}
                """);
        Files.writeString(folder.resolve("feeds/litellm.json"), """
                {"groq/orb": {"litellm_provider": "groq", "input_cost_per_token": 2e-06},
                 "g-1": {"litellm_provider": "openai", "input_cost_per_token": 1e-06},
                 "g-2": {"litellm_provider": "openai", "input_cost_per_token": 4e-06},
                 "g-3": {"litellm_provider": "openai", "input_cost_per_token": 4e-06}}
                """);
        Files.writeString(folder.resolve("groq.json"), """
                {"data": [{"id": "orb", "pricing": {"prompt": "0.000001", "completion": "0.000002"}},
                          {"id": "sun", "pricing": {"prompt": "0.000003"}}, {"id": "moon"}]}
                """);
        Files.writeString(folder.resolve("openai.json"), """
                {"data": [{"id": "g-1"}, {"id": "g-2"}, {"id": "g-3"}, {"id": "g-4"}]}
                """);
        Scorecard card = new Scorecard(dispositions);
        new RecordedCatalog(folder, Providers.all()).fill(card);
        return card;
    }

    @Test
    void card_countsByFeedAndDimension_andListsEveryDifference() throws IOException {
        Scorecard card = card(dispositions("# none", "", "groq,orb,input,litellm,stale_reference,old"));

        assertThat(card.compared())
                .containsExactly(
                        new Scorecard.Compared("groq", "litellm", "input", 1, 0),
                        new Scorecard.Compared("groq", "models-dev", "input", 2, 2),
                        new Scorecard.Compared("groq", "models-dev", "output", 1, 1));
        assertThat(card.byReference()).containsExactly(new Scorecard.ByReference("openai", 4, 1, 1, 1, 1));
        assertThat(card.mismatches())
                .containsExactly(
                        new Scorecard.Mismatch(
                                "groq",
                                "orb",
                                "litellm",
                                "groq/orb",
                                "literal",
                                "input",
                                "0.000001",
                                "0.000002",
                                "stale_reference"),
                        new Scorecard.Mismatch(
                                "openai",
                                "g-2",
                                "models-dev≠litellm",
                                "g-2",
                                "literal",
                                "input",
                                "0.000001",
                                "0.000004",
                                "open"));
    }

    @Test
    void dispositions_areTakenInOrder_andMustBeWhole() throws IOException {
        Dispositions lines = dispositions("groq,*,*,litellm,markup,a", "*,*,*,*,stale_reference,b, with a comma");

        assertThat(lines.of("groq", "orb", "input", "litellm")).isEqualTo("markup");
        assertThat(lines.of("xai", "orb", "input", "litellm")).isEqualTo("stale_reference");
        assertThat(dispositions().of("xai", "orb", "input", "litellm")).isEqualTo("open");
        assertThatThrownBy(() -> dispositions("groq,orb,input,litellm,markup"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Dispositions.known().of("nobody", "nothing", "input", "litellm"))
                .isEqualTo("open");
    }

    /** Third-party recordings, not part of the repository. */
    @Test
    void recordedLists_haveTheRightUnits() throws IOException {
        String recorded =
                Optional.ofNullable(System.getenv("RECORDED_PAYLOADS")).orElse("");
        assumeTrue(!recorded.isEmpty() && Files.isDirectory(Path.of(recorded, "feeds")), "set RECORDED_PAYLOADS");
        Scorecard card = new Scorecard(Dispositions.known());
        new RecordedCatalog(Path.of(recorded), Providers.all()).fill(card);

        card.compared().forEach(System.out::println);
        card.byReference().forEach(System.out::println);
        card.mismatches().forEach(System.out::println);
        assertThat(card.compared()).anyMatch(c -> c.provider().equals("groq") && c.joined() == c.equal());
        assertThat(card.byReference()).anyMatch(r -> r.provider().equals("openai") && r.corroborated() > 0);
        // A wrong unit would be wrong by a power of ten throughout.
        assertThat(card.mismatches()).allMatch(m -> {
            java.math.BigDecimal ratio = new java.math.BigDecimal(m.price())
                    .divide(new java.math.BigDecimal(m.reference()), java.math.MathContext.DECIMAL64);
            return ratio.compareTo(new java.math.BigDecimal("0.09")) > 0
                    && ratio.compareTo(new java.math.BigDecimal("11")) < 0;
        });
    }
}
