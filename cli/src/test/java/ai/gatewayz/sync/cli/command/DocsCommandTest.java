package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsCommandTest {
    private static final List<String> FILES =
            List.of("docs/reference/providers.md", ".env.example", "docker-compose.yml");

    private final Recorder recorder = new Recorder();

    @TempDir
    Path project;

    @BeforeEach
    void copyTheProject() throws IOException {
        Files.createDirectories(project.resolve("docs/reference"));
        for (String file : FILES) {
            Files.copy(Path.of("..").resolve(file), project.resolve(file));
        }
    }

    private int run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("docs", "--project", project.toString()));
        words.addAll(List.of(arguments));
        return Program.run(
                new CommandContext(Map.of(), recorder.screen(), new FakeServices(), new Stopper(), file -> {}),
                verbose -> {},
                words.toArray(String[]::new));
    }

    private String text(String file) throws IOException {
        return Files.readString(project.resolve(file));
    }

    private void edit(String file, String old, String changed) throws IOException {
        assertThat(text(file)).contains(old);
        Files.writeString(project.resolve(file), text(file).replace(old, changed));
    }

    /** What somebody forgot to run after a change: {@code ./catalog-sync docs}. */
    @Test
    void theProjectItself_isUpToDate() {
        assertThat(run("--check")).as(recorder.out()).isZero();
        assertThat(recorder.outLines()).containsExactly("Every file is up to date.");
    }

    @Test
    void check_namesEachStaleFileAndChangesNone() throws IOException {
        edit("docker-compose.yml", "      - GROQ_API_KEY\n", "");
        edit(".env.example", "# groq\n", "# qorg\n");
        String stale = text("docker-compose.yml");

        assertThat(run("--check")).isEqualTo(1);

        assertThat(recorder.outLines())
                .containsExactly(
                        ".env.example is out of date; run ./catalog-sync docs",
                        "docker-compose.yml is out of date; run ./catalog-sync docs");
        assertThat(text("docker-compose.yml")).isEqualTo(stale);
    }

    @Test
    void docs_restoresItsLinesAndLeavesTheOthers() throws IOException {
        List<String> before = List.of(text(FILES.get(0)), text(FILES.get(1)), text(FILES.get(2)));
        edit("docs/reference/providers.md", "| `groq` |", "| `qorg` |");
        edit(".env.example", "#GROQ_API_KEY=\n", "");
        edit("docker-compose.yml", "      - GROQ_API_KEY\n", "      - GROQ_API_KEY\n      - OLD_KEY\n");

        assertThat(run()).isZero();

        assertThat(recorder.outLines())
                .containsExactly("wrote docs/reference/providers.md", "wrote .env.example", "wrote docker-compose.yml");
        assertThat(List.of(text(FILES.get(0)), text(FILES.get(1)), text(FILES.get(2))))
                .isEqualTo(before);
    }

    @Test
    void lines_sayWhatAProviderNeeds() throws IOException {
        assertThat(text("docs/reference/providers.md"))
                .contains("\n| `groq` | Groq |  | `https://api.groq.com/openai/v1/models` | `GROQ_API_KEY` | yes |"
                        + " a list that it sent |  |\n")
                .contains("\n| `openai` | OpenAI |  | `https://api.openai.com/v1/models` | `OPENAI_API_KEY` | feeds |"
                        + " a list that it sent | The list quotes no price |\n")
                .contains("\n| `alpaca` | Alpaca Network | `alpaca-network` | none | `ALPACA_NETWORK_API_KEY` | no |")
                .contains(" | `CLOUDFLARE_ACCOUNT_ID` and `CLOUDFLARE_API_TOKEN` or `CLOUDFLARE_WORKERS_AI_API_KEY` |");
        assertThat(text(".env.example"))
                .contains("\n# fal; also read as FAL_KEY\n#FAL_API_KEY=\n# anannas\n")
                .contains("\n# novita, its list is public without it\n#NOVITA_API_KEY=\n")
                .contains("\n#CLOUDFLARE_ACCOUNT_ID=\n#CLOUDFLARE_API_TOKEN=\n# clarifai\n")
                .contains("\n#GOOGLE_VERTEX_ACCESS_TOKEN=\n#GOOGLE_CLOUD_PROJECT=\n");
        assertThat(text("docker-compose.yml"))
                .contains("\n      - FAL_API_KEY\n      - FAL_KEY\n      - ANANNAS_API_KEY\n");
    }

    @Test
    void json_namesTheFiles() throws IOException {
        edit(".env.example", "#GROQ_API_KEY=\n", "");

        assertThat(run("--check", "--json")).isEqualTo(1);

        assertThat(Json.read(recorder.out()).path("stale").get(0).textValue()).isEqualTo(".env.example");
    }

    @Test
    void fileThatLostItsMark_isNamed_andNoneIsWritten() throws IOException {
        edit("docs/reference/providers.md", "| `groq` |", "| `qorg` |");
        edit(".env.example", "# generated by ./catalog-sync docs: provider keys\n", "");

        assertThat(run()).isEqualTo(1);

        assertThat(recorder.err())
                .contains(".env.example lacks the line `# generated by ./catalog-sync docs: provider keys`");
        assertThat(text("docs/reference/providers.md")).contains("| `qorg` |");
    }

    @Test
    void elsewhere_saysWhereToRunIt() throws IOException {
        Files.delete(project.resolve("docker-compose.yml"));

        assertThat(run("--check")).isEqualTo(2);
        assertThat(recorder.err()).contains("docker-compose.yml is missing; run this in the project's folder");
    }
}
