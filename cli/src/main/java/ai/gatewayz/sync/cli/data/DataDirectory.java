package ai.gatewayz.sync.cli.data;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The directory that holds everything a local installation keeps between runs. */
public final class DataDirectory {
    private static final String DEFAULT = ".catalog-sync";
    private static final int SECRET_BYTES = 24;

    private final Path root;
    private final boolean named;

    private DataDirectory(Path root, boolean named) {
        this.root = root;
        this.named = named;
    }

    /** The directory at a path; nothing is created yet. */
    public static DataDirectory at(Path path) {
        return new DataDirectory(path.toAbsolutePath().normalize(), false);
    }

    /**
     * The directory that was named on the command line, else in {@code DATA_DIR}, else {@code .catalog-sync} here.
     */
    public static DataDirectory find(@Nullable Path named, Map<String, String> environment) {
        if (named != null) {
            return new DataDirectory(named.toAbsolutePath().normalize(), true);
        }
        String configured = environment.get("DATA_DIR");
        return at(Path.of(configured == null || configured.isBlank() ? DEFAULT : configured.strip()));
    }

    /** Its absolute path. */
    public Path root() {
        return root;
    }

    /** Whether the command line names it, so that no other one is meant. */
    public boolean isNamed() {
        return named;
    }

    /** A path below it. */
    public Path path(String name) {
        return root.resolve(name);
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.isDirectory(root);
    }

    /** Creates it for its owner only. */
    public DataDirectory create() {
        PrivateFiles.directory(root);
        return this;
    }

    /** Creates a directory below it for its owner only. */
    public Path directory(String name) {
        Path directory = path(name);
        PrivateFiles.directory(directory);
        return directory;
    }

    /**
     * Takes the whole directory for this process.
     *
     * @throws CommandFailure naming the process that has it
     */
    public DataLock lock() {
        create();
        return DataLock.take(path("lock"), "the data directory " + root);
    }

    /** Takes one part of it for this process. */
    public DataLock lock(String directory) {
        return DataLock.take(directory(directory).resolve("lock"), "the directory " + path(directory));
    }

    /** The text of a file that only the owner reads; null when there is none. */
    public @Nullable String read(String name) {
        try {
            return Files.exists(path(name))
                    ? Files.readString(path(name), StandardCharsets.UTF_8).strip()
                    : null;
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read " + path(name) + ": " + PrivateFiles.reason(e), e);
        }
    }

    /** Replaces a file that only the owner reads. */
    public void write(String name, String text) {
        PrivateFiles.write(path(name), text + "\n");
    }

    /** Removes a file, if it is there. */
    public void remove(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw CommandFailure.failed("cannot remove " + path(name) + ": " + PrivateFiles.reason(e), e);
        }
    }

    /** A random secret that is made once and kept in a file. */
    public String secret(String name) {
        return secret(name, () -> {
            byte[] bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    /** A secret that is made once and kept in a file. */
    public String secret(String name, Supplier<String> made) {
        String kept = read(name);
        if (kept != null && !kept.isEmpty()) {
            return kept;
        }
        String secret = made.get();
        write(name, secret);
        return secret;
    }

    /** The port that a part had before; 0 when it never had one. */
    public int rememberedPort(String part) {
        return Integer.parseInt(ports().getProperty(part, "0"));
    }

    /** A free port for a part: the one it had before, else the preferred one, else any. Remembers the answer. */
    public int port(String part, int preferred) {
        int remembered = rememberedPort(part);
        int port = remembered > 0 && Ports.isFree(remembered)
                ? remembered
                : Ports.isFree(preferred) ? preferred : Ports.free();
        Properties ports = ports();
        ports.setProperty(part, Integer.toString(port));
        StringWriter text = new StringWriter();
        try {
            ports.store(text, "ports of the parts; a part takes another one when its own is in use");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        PrivateFiles.write(path("ports.properties"), text.toString());
        return port;
    }

    private Properties ports() {
        Properties ports = new Properties();
        Path file = path("ports.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                ports.load(reader);
            } catch (IOException e) {
                throw CommandFailure.failed("cannot read " + file + ": " + PrivateFiles.reason(e), e);
            }
        }
        return ports;
    }
}
