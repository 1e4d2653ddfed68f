package ai.gatewayz.sync.cli.doctor;

import ai.gatewayz.sync.activities.provider.Credential;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.runtime.Memory;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All checks. They read and connect only; they start and change nothing. */
public final class Diagnosis {
    private static final int API_PORT = 8000;
    private static final int MIN_JAVA = 17;
    private static final int MIN_KEY_LENGTH = 16;

    private final Map<String, String> environment;
    private final DataDirectory data;
    private final @Nullable RunFile running;

    /** Looks at this process's environment and a data directory. */
    public Diagnosis(Map<String, String> environment, DataDirectory data) {
        this.environment = environment;
        this.data = data;
        this.running = RunFile.find(data);
    }

    /** What was found, in the order of importance. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        Memory.problem().ifPresent(problem -> findings.add(Finding.fail("memory", problem)));
        findings.add(dataDirectory());
        findings.add(guarded("database", this::database));
        findings.add(guarded("temporal", this::temporal));
        findings.add(guarded("api port", this::apiPort));
        findings.add(guarded("worker port", this::workerPort));
        findings.add(adminKey());
        findings.add(providerKeys());
        return findings;
    }

    private static Finding guarded(String subject, Supplier<Finding> check) {
        try {
            return check.get();
        } catch (ConfigurationException | CommandFailure e) {
            return Finding.fail(subject, String.valueOf(e.getMessage()));
        }
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        String message = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        return version >= MIN_JAVA
                ? Finding.ok("java", message)
                : Finding.fail("java", message + "; install Java 17 or newer and set JAVA_HOME");
    }

    private Finding dataDirectory() {
        Path root = data.root();
        if (running != null) {
            return Finding.ok(
                    "data directory", root + ", in use by process " + running.pid() + " at " + running.apiUrl());
        }
        Path existing = root;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Finding.fail("data directory", root + " cannot be written; choose another one with --data");
        }
        return Finding.ok("data directory", root + (data.exists() ? "" : ", made at the first start"));
    }

    private Finding database() {
        EnvironmentReader reader = new EnvironmentReader(environment);
        String variable = reader.text("DATABASE_URL") == null ? "SUPABASE_DB_URL" : "DATABASE_URL";
        String url = reader.text(variable);
        if (url != null) {
            return DatabaseCheck.of(variable, url);
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.contains("linux") || system.contains("mac")
                ? Finding.ok("database", "embedded PostgreSQL below the data directory")
                : Finding.fail("database", "there is no embedded PostgreSQL for " + system + "; set DATABASE_URL");
    }

    private Finding temporal() {
        TemporalRuntime.Mode mode = TemporalRuntime.choose(environment);
        return switch (mode) {
            case EXTERNAL -> external();
            case DEV_SERVER -> {
                Optional<Path> binary = TemporalBinary.find(environment);
                yield binary.isPresent()
                        ? Finding.ok("temporal", "dev server, durable, by " + binary.orElseThrow())
                        : Finding.fail(
                                "temporal",
                                "TEMPORAL_MODE: dev-server needs the temporal program on the PATH or in TEMPORAL_CLI");
            }
            case EMBEDDED ->
                Finding.warn(
                        "temporal",
                        "inside the process: not durable, no Web UI; install the temporal CLI for the durable form");
        };
    }

    private Finding external() {
        try (TemporalRuntime temporal = TemporalRuntime.start(environment, data)) {
            return Finding.ok("temporal", "external server at " + temporal.address());
        }
    }

    private Finding apiPort() {
        return running == null
                ? port("api port", "PORT", "--port or PORT")
                : Finding.ok("api port", "the running service is at " + running.apiUrl());
    }

    private Finding workerPort() {
        if (running != null) {
            return Finding.ok("worker port", "the running service's worker is at " + running.workerUrl());
        }
        return environment.containsKey("WORKER_PORT")
                ? port("worker port", "WORKER_PORT", "WORKER_PORT")
                : Finding.ok("worker port", "up takes a free one, and keeps it");
    }

    private Finding port(String subject, String variable, String advice) {
        int port = new EnvironmentReader(environment).number(variable, API_PORT, 0, 65535);
        if (port == 0 || Ports.isFree(port)) {
            return Finding.ok(subject, port == 0 ? "any free one" : port + " is free");
        }
        return Finding.fail(subject, port + " is in use by another program; choose another one with " + advice);
    }

    private Finding adminKey() {
        String key = environment.get("ADMIN_API_KEY");
        if (key == null) {
            return Finding.ok("admin key", "ADMIN_API_KEY is not set; up makes one and keeps it in the data directory");
        }
        return key.strip().length() < MIN_KEY_LENGTH
                ? Finding.fail("admin key", "ADMIN_API_KEY is shorter than " + MIN_KEY_LENGTH + " characters")
                : Finding.ok("admin key", "ADMIN_API_KEY is set");
    }

    /** Names of variables only: a value is never shown. */
    private Finding providerKeys() {
        List<String> present = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Provider provider : Providers.all()) {
            Credential credential = provider.credential();
            Optional<String> set = credential.variables().stream()
                    .filter(name -> !environment.getOrDefault(name, "").isBlank())
                    .findFirst();
            set.ifPresent(present::add);
            if (set.isEmpty() && credential.required()) {
                missing.add(credential.variables().get(0));
            }
        }
        String set = present.isEmpty() ? "none set" : "set: " + String.join(", ", present);
        return missing.isEmpty()
                ? Finding.ok("provider keys", set)
                : Finding.warn(
                        "provider keys",
                        set + "; providers are skipped for want of: " + String.join(", ", missing)
                                + " (or try ./catalog-sync up --simulated)");
    }
}
