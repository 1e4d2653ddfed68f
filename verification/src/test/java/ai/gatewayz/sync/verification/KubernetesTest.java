package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** No cluster is needed: the manifests are compared with the image, the settings and the rules that they stand for. */
final class KubernetesTest {
    private static final Path FOLDER = ProjectFiles.ROOT.resolve("ops/kubernetes");
    private static final List<String> WORKLOADS = List.of("migrate", "worker", "api");

    private final List<Map<?, ?>> documents = documents();

    private static List<Map<?, ?>> documents() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Map<?, ?>> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                Yaml yaml = ProjectFiles.yaml();
                yaml.loadAll(Files.readString(file)).forEach(document -> all.add((Map<?, ?>) document));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void kustomization_namesEveryFile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("kustomization.yaml"))
                    .toList();
            assertThat(list(one("Kustomization", null), "resources")).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void nothing_isASecret() {
        assertThat(documents).noneMatch(document -> "Secret".equals(document.get("kind")));
        ComposeFile compose = ComposeFile.read();
        List<String> settings = map(one("ConfigMap", "catalog-sync"), "data").keySet().stream()
                .map(Object::toString)
                .toList();
        assertThat(settings).allSatisfy(name -> {
            assertThat(name)
                    .doesNotContainPattern("(_KEY|_KEYS|SECRET|TOKEN|PASSWORD|DATABASE_URL|REDIS_URL|WEBHOOK_URL)");
            assertThat(ProjectFiles.read("docs/reference/configuration.md")).contains("`" + name + "`");
        });
        assertThat(compose.environment("worker")).containsKeys("BIND_ADDRESS", "DB_POOL_SIZE");
    }

    @Test
    void everyWorkload_runsTheImageOfComposeWithoutRights() {
        ComposeFile compose = ComposeFile.read();
        Map<?, ?> image = (Map<?, ?>) list(one("Kustomization", null), "images").get(0);
        assertThat(image.get("name") + ":" + image.get("newTag")).isEqualTo(compose.text("worker", "image"));
        for (String name : WORKLOADS) {
            Map<?, ?> pod = pod(name);
            Map<?, ?> container = container(name);
            assertThat(container.get("image")).isEqualTo(image.get("name"));
            assertThat(map(pod, "securityContext"))
                    .as(name)
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("runAsUser", 10_001);
            assertThat(map(container, "securityContext"))
                    .as(name)
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("readOnlyRootFilesystem", true);
            assertThat(pod.get("automountServiceAccountToken")).isEqualTo(false);
            assertThat(map(map(container, "resources"), "limits").get("memory")).isNotNull();
            assertThat(container.get("envFrom").toString())
                    .contains("configMapRef={name=catalog-sync}", "secretRef={name=catalog-sync}");
        }
    }

    @Test
    void workerAndApi_haveTheMainClassPortAndProbesOfTheirService() {
        ComposeFile compose = ComposeFile.read();
        for (String name : List.of("worker", "api")) {
            Map<?, ?> container = container(name);
            assertThat(list(container, "args").toString())
                    .isEqualTo(compose.list(name, "command").toString());
            String port = Objects.requireNonNull(
                            ((Map<?, ?>) list(container, "ports").get(0)).get("containerPort"))
                    .toString();
            assertThat(compose.healthTest(name)).containsExactly("CMD", "/app/http-ready", port, "/health/ready");
            for (String probe : List.of("startupProbe", "readinessProbe")) {
                assertThat(map(map(container, probe), "httpGet")).containsEntry("path", "/health/ready");
            }
            assertThat(map(map(container, "livenessProbe"), "httpGet")
                            .get("path")
                            .toString())
                    .isIn("/health", "/health/live");
            assertThat(pod(name).get("terminationGracePeriodSeconds") + "s")
                    .isEqualTo(compose.text(name, "stop_grace_period"));
        }
        assertThat(list(container("migrate"), "args").toString()).isEqualTo("[ai.gatewayz.sync.cli.Main, migrate]");
    }

    @Test
    void networkPolicies_denyWhatNoOtherAllows() {
        assertThat(map(map(one("NetworkPolicy", "default-deny"), "spec"), "podSelector"))
                .isEmpty();
        assertThat(list(map(one("NetworkPolicy", "default-deny"), "spec"), "policyTypes")
                        .toString())
                .isEqualTo("[Ingress, Egress]");
        String worker = one("NetworkPolicy", "worker").toString();
        assertThat(worker).contains("cidr=0.0.0.0/0", "169.254.0.0/16", "10.0.0.0/8", "port=443");
        assertThat(map(one("NetworkPolicy", "api"), "spec")).doesNotContainKey("egress");
    }

    private Map<?, ?> one(String kind, @org.jspecify.annotations.Nullable String name) {
        return documents.stream()
                .filter(document -> kind.equals(document.get("kind")))
                .filter(document ->
                        name == null || name.equals(map(document, "metadata").get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private Map<?, ?> pod(String name) {
        Map<?, ?> workload = one(name.equals("migrate") ? "Job" : "Deployment", name);
        return map(map(map(workload, "spec"), "template"), "spec");
    }

    private Map<?, ?> container(String name) {
        return (Map<?, ?>) list(pod(name), "containers").get(0);
    }

    @SuppressWarnings("unchecked") // keys of YAML maps are compared, never cast
    private static Map<Object, Object> map(Map<?, ?> of, String key) {
        return (Map<Object, Object>) Objects.requireNonNull(of.get(key), key);
    }

    @SuppressWarnings("unchecked") // elements are compared, never cast
    private static List<Object> list(Map<?, ?> of, String key) {
        return (List<Object>) Objects.requireNonNull(of.get(key), key);
    }
}
