package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of secrets, one a line, that is read again when it changes. All of its lines hold, so that senders can change over:
 * put the new one above the old one, and take the old one away later. A change that cannot be used is told in the log, and what
 * was read before goes on.
 */
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int MOST_SECRETS = 4;
    private static final int MOST_BYTES = 4 * 1024;

    private final String variable;
    private final Path file;
    private @Nullable FileVersion seen;
    private List<SharedSecret> secrets = List.of();

    /** What tells one state of a file from another. */
    private record FileVersion(
            long modified, long size, @Nullable Object identity) {}

    private SecretFile(String variable, Path file) {
        this.variable = variable;
        this.file = file;
    }

    /**
     * Reads a file for the first time.
     *
     * @throws ConfigurationException when it is not there, open to everybody, or without a good secret
     */
    static SecretFile open(String variable, String path) {
        SecretFile opened = new SecretFile(variable, path(variable, path));
        opened.seen = opened.version();
        opened.secrets = opened.read();
        return opened;
    }

    private static Path path(String variable, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(variable, "is not the path of a file");
        }
    }

    /** The secrets in it now. */
    synchronized List<SharedSecret> secrets() {
        FileVersion now = version();
        if (!now.equals(seen)) {
            seen = now;
            try {
                secrets = read();
                LOG.info("{} has changed: {} secrets hold now", variable, secrets.size());
            } catch (ConfigurationException e) {
                LOG.warn("{}; the secrets before go on", e.getMessage());
            }
        }
        return secrets;
    }

    private FileVersion version() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileVersion(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return new FileVersion(0, 0, null);
        }
    }

    private List<SharedSecret> read() {
        List<String> lines;
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigurationException(variable, "there is no such file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigurationException(variable, "the file has more than " + MOST_BYTES + " bytes");
            }
            checkOwner();
            // Ends of lines of any system are none of the secret's.
            lines = Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(variable, "the file cannot be read as text");
        }
        if (lines.isEmpty() || lines.size() > MOST_SECRETS) {
            throw new ConfigurationException(
                    variable, "the file must hold 1 to " + MOST_SECRETS + " secrets, each in a line");
        }
        return lines.stream().map(line -> SharedSecret.strong(variable, line)).toList();
    }

    private void checkOwner() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
            throw new ConfigurationException(variable, "everybody can read the file; use chmod o-r");
        }
    }
}
