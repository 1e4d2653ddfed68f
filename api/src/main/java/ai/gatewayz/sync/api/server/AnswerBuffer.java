package ai.gatewayz.sync.api.server;

import ai.gatewayz.sync.api.http.ClientAddress;
import ai.gatewayz.sync.api.http.UnchangedBytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers without a thread: what a client does not take yet is kept, so who reads slowly costs memory of a bounded size.
 * Answers that are streamed and larger than that wait for their readers, a few at a time.
 */
final class AnswerBuffer extends Handler.Wrapper {
    private static final long MOST_OF_ALL = 64L * 1024 * 1024;
    private static final long MOST_OF_ONE = 1024 * 1024;
    private static final int MOST_WAITING = 8;
    /** A client that has something to read takes this much in this time, or is sent away. */
    private static final long LEAST_BYTES = 128 * 1024;

    private static final Duration LEAST_TIME = Duration.ofSeconds(30);

    /** Several of the largest answers that there are. */
    private static final long MOST_OF_ADDRESS = 64L * 1024 * 1024;

    private final AtomicLong kept = new AtomicLong();
    private final HeldArrays held = new HeldArrays(MOST_OF_ADDRESS, 2 * MOST_OF_ADDRESS);
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    AnswerBuffer(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Answer answer = new Answer(request, response, callback);
        return getHandler().handle(request, answer, answer);
    }

    /**
     * A piece of an answer.
     *
     * @param copied bytes that were copied to be kept
     */
    private record Piece(boolean last, @Nullable ByteBuffer content, int copied) {}

    /** One answer. */
    private final class Answer extends Response.Wrapper implements Callback {
        private final Callback callback;
        private final Deque<Piece> pieces = new ArrayDeque<>();
        private final IteratingCallback sender = new IteratingCallback() {
            @Override
            protected Action process() {
                Piece piece = nextOrNull();
                if (piece == null) {
                    return isOver() ? Action.SUCCEEDED : Action.IDLE;
                }
                getWrapped().write(piece.last(), piece.content(), this);
                return Action.SCHEDULED;
            }

            @Override
            protected void onSuccess() {
                sent();
            }

            @Override
            protected void onCompleteSuccess() {
                if (broken() == null) {
                    callback.succeeded();
                }
            }

            @Override
            protected void onCompleteFailure(Throwable cause) {
                fail(cause);
            }
        };

        private @Nullable Piece onItsWay;
        private @Nullable Throwable failure;
        private @Nullable Callback writer;
        private byte @Nullable [] unchanged;
        private Scheduler.@Nullable Task clock;
        private long own;
        private long sentBytes;
        private long judgedBytes;
        private boolean last;
        private boolean ended;

        Answer(Request request, Response response, Callback callback) {
            super(request, response);
            this.callback = callback;
        }

        @Override
        public boolean hasLastWrite() {
            synchronized (this) {
                return last || super.hasLastWrite();
            }
        }

        @Override
        public void write(boolean isLast, ByteBuffer content, Callback written) {
            synchronized (this) {
                if (failure == null) {
                    keep(isLast, content);
                }
            }
            sender.iterate();
            hold();
            if (holdsBack(written)) {
                return;
            }
            Throwable broken = broken();
            if (broken == null) {
                written.succeeded();
            } else {
                written.failed(broken);
            }
        }

        private void keep(boolean isLast, @Nullable ByteBuffer content) {
            last |= isLast;
            if (content != null && content.hasRemaining() && isUnchanged(content)) {
                keepUnchanged(isLast, content);
                return;
            }
            int copied = content == null ? 0 : content.remaining();
            ByteBuffer own = content == null
                    ? null
                    : ByteBuffer.allocate(copied).put(content).flip();
            this.own += copied;
            kept.addAndGet(copied);
            pieces.add(new Piece(isLast, own, copied));
        }

        private boolean isUnchanged(ByteBuffer content) {
            return content.hasArray()
                    && getRequest().getAttribute(UnchangedBytes.PROPERTY) instanceof UnchangedBytes.Answer answer
                    && content.array() == answer.array();
        }

        /** The first slice of an array stands for all of it, in one piece; the others that the server cuts say nothing new. */
        private void keepUnchanged(boolean isLast, ByteBuffer content) {
            int begin = content.arrayOffset() + content.position();
            int end = begin + content.remaining();
            content.position(content.limit());
            if (begin == 0
                    && getRequest().getAttribute(UnchangedBytes.PROPERTY) instanceof UnchangedBytes.Answer answer) {
                unchanged = answer.array();
                pieces.add(new Piece(isLast && end == answer.array().length, answer.bytes(), 0));
                if (end == answer.array().length) {
                    return;
                }
            }
            if (isLast) {
                pieces.add(new Piece(true, null, 0));
            }
        }

        /** Counts the array of an answer that has to wait for its reader. */
        private void hold() {
            byte[] array;
            synchronized (this) {
                array = isIdle() || failure != null ? null : unchanged;
                unchanged = null;
            }
            if (array == null) {
                return;
            }
            String address = String.valueOf(getRequest().getAttribute(ClientAddress.PROPERTY));
            held.add(this, address, array, () -> cut("newer answers wait for readers of the same address"));
            synchronized (this) {
                if (isIdle() || failure != null) {
                    held.remove(this);
                }
            }
        }

        /** Whether the writer has to wait until its reader has taken what is there. */
        private boolean holdsBack(Callback written) {
            synchronized (this) {
                if (failure != null || isIdle()) {
                    return false;
                }
                if (clock == null) {
                    judgedBytes = taken();
                    clock = scheduler().schedule(this::judge, LEAST_TIME.toSeconds(), TimeUnit.SECONDS);
                }
                boolean tooMuch = kept.get() > MOST_OF_ALL && own > 0;
                if (!tooMuch && own <= MOST_OF_ONE) {
                    return false;
                }
                if (!tooMuch && waiting.tryAcquire()) {
                    writer = written;
                    return true;
                }
            }
            cut("too many answers wait for slow readers");
            return false;
        }

        private synchronized @Nullable Throwable broken() {
            return failure;
        }

        private boolean isIdle() {
            return pieces.isEmpty() && onItsWay == null;
        }

        private synchronized @Nullable Piece nextOrNull() {
            onItsWay = pieces.poll();
            return onItsWay;
        }

        private synchronized boolean isOver() {
            return ended && pieces.isEmpty();
        }

        private void sent() {
            Callback released = null;
            synchronized (this) {
                Piece piece = onItsWay;
                onItsWay = null;
                if (piece == null || failure != null) {
                    return;
                }
                own -= piece.copied();
                kept.addAndGet(-piece.copied());
                sentBytes += piece.content() == null ? 0 : piece.content().limit();
                if (writer != null && own <= MOST_OF_ONE / 2) {
                    released = writer;
                    writer = null;
                }
                if (isIdle()) {
                    held.remove(this);
                    stopClock();
                }
            }
            if (released != null) {
                waiting.release();
                released.succeeded();
            }
        }

        private void stopClock() {
            if (clock != null) {
                clock.cancel();
                clock = null;
            }
        }

        /** What the client has of this answer, the begun piece included: the server moves its position. */
        private long taken() {
            Piece piece = onItsWay;
            return sentBytes
                    + (piece == null || piece.content() == null
                            ? 0
                            : piece.content().position());
        }

        private Scheduler scheduler() {
            return getRequest().getConnectionMetaData().getConnector().getScheduler();
        }

        private void judge() {
            synchronized (this) {
                clock = null;
                if (isIdle() || failure != null) {
                    return;
                }
                if (taken() - judgedBytes >= LEAST_BYTES) {
                    judgedBytes = taken();
                    clock = scheduler().schedule(this::judge, LEAST_TIME.toSeconds(), TimeUnit.SECONDS);
                    return;
                }
            }
            cut("the answer is read too slowly");
        }

        /** Ends the connection; what is on its way fails by that. */
        private void cut(String reason) {
            TimeoutException late = new TimeoutException(reason);
            fail(late);
            getRequest().getConnectionMetaData().getConnection().getEndPoint().close(late);
        }

        private void fail(Throwable cause) {
            Callback released;
            boolean complete;
            synchronized (this) {
                complete = failure == null && ended;
                if (failure == null) {
                    failure = cause;
                }
                kept.addAndGet(-own);
                own = 0;
                pieces.clear();
                released = writer;
                writer = null;
                held.remove(this);
                stopClock();
            }
            if (released != null) {
                waiting.release();
                released.failed(cause);
            }
            if (complete) {
                callback.failed(cause);
            }
        }

        @Override
        public void succeeded() {
            Throwable broken;
            synchronized (this) {
                ended = true;
                broken = failure;
            }
            if (broken == null) {
                sender.iterate();
            } else {
                callback.failed(broken);
            }
        }

        @Override
        public void failed(Throwable cause) {
            fail(cause);
            callback.failed(cause);
        }
    }
}
