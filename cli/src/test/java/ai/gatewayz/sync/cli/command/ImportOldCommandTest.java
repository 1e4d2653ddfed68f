package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.migrations.OldDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CatalogDatabase.class)
final class ImportOldCommandTest {
    private static final String SECRET = "s3cret-of-the-old-one";

    private final Recorder recorder = new Recorder();
    private final Map<String, String> environment = new HashMap<>();

    private int run(String... arguments) {
        return Program.run(
                new CommandContext(environment, recorder.screen(), new FakeServices(), new Stopper(), file -> {}),
                verbose -> {},
                arguments);
    }

    private static OldDatabase old() {
        OldDatabase old = new OldDatabase();
        old.execute("DROP TABLE model_pricing_history; INSERT INTO providers (id, slug, is_active)"
                + " VALUES (1, 'groq', false), (2, 'openrouter', true), (3, 'nobody', true)");
        old.model(5, 2, "acme/one");
        old.model(6, 2, "acme/two");
        old.price(5, "0.000001", "0.000002");
        old.price(6, "0", "0");
        return old;
    }

    @Test
    void tables_sayWhatCameIn_whatDidNot_andWhy(DataSource catalog) {
        environment.put("DATABASE_URL", CatalogDatabase.url(catalog));
        try (OldDatabase old = old()) {
            environment.put("OLD_DATABASE_URL", CatalogDatabase.url(old.database()));

            assertThat(run("import-old", "--dry-run")).isZero();
        }
        assertThat(recorder.outLines())
                .containsExactly(
                        "OLD TABLE      ROWS  CAME IN  THERE ALREADY  WITHOUT A PRICE  REFUSED",
                        "providers         3        2              0                0        1",
                        "models            2        2              0                0        0",
                        "model_pricing     2        1              0                1        0",
                        "",
                        "REFUSED    ROWS  BECAUSE                                        SUCH AS",
                        "providers     1  providers.slug is no provider of this program  id 3",
                        "",
                        "groq was off and is off now.",
                        "0 old models in the catalog, 0 by the same id; the others come with the first list that shows them.",
                        "A dry run: nothing was written.");
        assertThat(recorder.errLines()).isEmpty();
    }

    @Test
    void json_hasTheSame(DataSource catalog) {
        environment.put("DATABASE_URL", CatalogDatabase.url(catalog));
        try (OldDatabase old = old()) {
            assertThat(run("import-old", "--from", CatalogDatabase.url(old.database()), "--json"))
                    .isZero();
        }
        JsonNode answer = Json.read(recorder.out());
        assertThat(answer.at("/tables/1/added").asLong()).isEqualTo(2);
        assertThat(answer.at("/refused/0/example").asText()).isEqualTo("id 3");
        assertThat(answer.at("/switched_off/0").asText()).isEqualTo("groq");
        assertThat(answer.at("/models_in_catalog").asLong()).isZero();
    }

    @Test
    void password_isTakenFromTheEnvironmentOnly_andNeverShown() {
        environment.put("DATABASE_URL", "postgresql://127.0.0.1:1/none");

        assertThat(run("import-old")).isEqualTo(2);
        assertThat(run("import-old", "--from", "postgresql://me:" + SECRET + "@127.0.0.1:1/old"))
                .isEqualTo(2);
        assertThat(run("import-old", "--from", "mysql://me:" + SECRET + "@127.0.0.1/old"))
                .isEqualTo(2);
        environment.put("OLD_DATABASE_URL", "postgresql://me:" + SECRET + "@127.0.0.1:1/old");
        assertThat(run("import-old")).isEqualTo(1);

        assertThat(recorder.errLines())
                .hasSize(4)
                .noneMatch(line -> line.contains(SECRET))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("error: name the old database by --from or OLD_DATABASE_URL"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "error: --from: has a password, which everybody on this machine can read in the"
                                                + " list of processes; put the address into OLD_DATABASE_URL"),
                        line -> assertThat(line)
                                .isEqualTo("error: --from: must start with postgresql:// or jdbc:postgresql://"),
                        line -> assertThat(line).startsWith("error: the old database cannot be read: "));
    }
}
