package ai.gatewayz.sync.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a worker has to let go of; the last thing first, because it may use the others. */
final class Closers implements AutoCloseable {
    /** Something that is closed without failing. */
    interface Closer {
        void close();
    }

    private final Deque<Closer> closers = new ArrayDeque<>();

    Closers add(Closer closer) {
        closers.push(closer);
        return this;
    }

    @Override
    public void close() {
        closers.forEach(Closer::close);
    }
}
