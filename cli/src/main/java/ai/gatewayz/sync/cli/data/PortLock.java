package ai.gatewayz.sync.cli.data;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held from the choice of a port until something listens there. Otherwise two programs that start at once choose the same free
 * port, and the slower one finds the other's server where it expects its own.
 */
public final class PortLock implements AutoCloseable {
    /** File locks are between processes only. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private final FileChannel channel;

    private PortLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for its turn among this user's processes. */
    public static PortLock take() {
        Path file = Path.of(
                System.getProperty("java.io.tmpdir"),
                "catalog-sync-ports-" + System.getProperty("user.name") + ".lock");
        HERE.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new PortLock(channel);
        } catch (IOException e) {
            HERE.unlock();
            throw CommandFailure.failed("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    /** {@link DataDirectory#port}, which nobody else is asked at the same time. */
    public int choose(DataDirectory data, String part, int preferred) {
        return data.port(part, preferred);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw CommandFailure.failed("cannot free a lock: " + e.getMessage(), e);
        } finally {
            HERE.unlock();
        }
    }
}
