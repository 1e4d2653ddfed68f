package ai.gatewayz.sync.api.server;

import ai.gatewayz.sync.api.http.ClientAddress;
import ai.gatewayz.sync.api.http.RequestBodyFilter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a request's whole body before anybody works on it, without a thread: who sends slowly costs a connection. Bodies
 * that are not there within a second are counted by address, and each has to keep up a rate.
 */
final class BodyIntake extends Handler.Wrapper {
    /** Bodies of one address that are waited for at a time. */
    static final int MOST_WAITING = 16;

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    /** Reading has nothing to say in a body; what little comes is refused with its reason. */
    private static final int READING_BYTES = 4096;

    /** Routes that take up to 10,000 questions in one body. */
    private static final Set<String> LONG_LISTS = Set.of("/quotes", "/resolve");

    private static final int LONG_LIST_BYTES = 8 * 1024 * 1024;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** Most clients send a body right behind its head: those are not counted, whoever else is at their address. */
    private static final long UNCOUNTED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    /** Lets a large body of an ordinary connection through, and ends one that comes in drops. */
    private static final long BYTES_PER_SECOND = 64 * 1024;

    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();

    BodyIntake(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean announced = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!announced) {
            return super.handle(request, response, callback);
        }
        int most = most(request);
        if (request.getLength() > most) {
            Response.writeError(request, response, callback, 413);
            return true;
        }
        new Intake(getHandler(), request, response, callback, most).load();
        return true;
    }

    private static int most(Request request) {
        if (READING.contains(request.getMethod())) {
            return READING_BYTES;
        }
        return LONG_LISTS.contains(request.getHttpURI().getPath()) ? LONG_LIST_BYTES : RequestBodyFilter.MAX_BYTES;
    }

    private boolean beginsToWait(String address) {
        boolean[] begun = {false};
        waiting.compute(address, (name, others) -> {
            int count = others == null ? 0 : others;
            begun[0] = count < MOST_WAITING;
            return begun[0] ? Integer.valueOf(count + 1) : others;
        });
        return begun[0];
    }

    private void endsToWait(String address) {
        waiting.computeIfPresent(address, (name, count) -> count > 1 ? count - 1 : null);
    }

    /** One body on its way in. Whoever sets {@link #ended} answers or goes on; nobody else does. */
    private final class Intake extends EagerContentHandler.ContentLoader implements Invocable.Task {
        private final int most;
        private final String address;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean watched;
        private boolean counted;
        private boolean ended;

        Intake(Handler inner, Request request, Response response, Callback callback, int most) {
            super(inner, request, response, callback);
            this.most = most;
            this.address = String.valueOf(request.getAttribute(ClientAddress.PROPERTY));
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        protected void load() {
            run();
        }

        @Override
        public void run() {
            Content.Chunk chunk = next();
            if (chunk == null) {
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                refuse(status(chunk.getFailure()));
            } else if (body.size() > most) {
                refuse(413);
            } else {
                goOn();
            }
        }

        /** Takes what is there: the last chunk or the one too many, or null after having asked to be called again. */
        private synchronized Content.@Nullable Chunk next() {
            while (!ended) {
                Content.Chunk chunk = getRequest().read();
                if (chunk == null) {
                    if (waits()) {
                        getRequest().demand(this);
                    }
                    return null;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    return chunk;
                }
                boolean last = chunk.isLast();
                take(chunk);
                if (last || body.size() > most) {
                    return chunk;
                }
            }
            return null;
        }

        private void take(Content.Chunk chunk) {
            ByteBuffer bytes = chunk.getByteBuffer();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            body.writeBytes(copy);
            held.addAndGet(copy.length);
            chunk.release();
        }

        /** Whether the rest is waited for. */
        private boolean waits() {
            if (held.get() > MOST_BYTES) {
                refuse(503);
                return false;
            }
            if (!watched) {
                watched = true;
                lookAgainIn(UNCOUNTED_NANOS);
            }
            return true;
        }

        private void lookAgainIn(long nanos) {
            getRequest()
                    .getConnectionMetaData()
                    .getConnector()
                    .getScheduler()
                    .schedule(this::judge, nanos, TimeUnit.NANOSECONDS);
        }

        /** Sends away who is behind the rate or one too many; else looks again when the bytes that came are used up. */
        private synchronized void judge() {
            if (ended) {
                return;
            }
            counted = counted || beginsToWait(address);
            if (!counted) {
                refuse(429);
                return;
            }
            long allowed = PATIENCE_NANOS + body.size() * TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;
            long left = allowed - (System.nanoTime() - getRequest().getBeginNanoTime());
            if (left > 0) {
                lookAgainIn(left);
            } else {
                refuse(408);
            }
        }

        private void refuse(int status) {
            if (end()) {
                held.addAndGet(-body.size());
                Response.writeError(getRequest(), getResponse(), getCallback(), status);
            }
        }

        private void goOn() {
            if (end()) {
                int size = body.size();
                Callback callback = Callback.from(getCallback(), () -> held.addAndGet(-size));
                handle(new WholeRequest(getRequest(), body.toByteArray()), getResponse(), callback);
            }
        }

        private synchronized boolean end() {
            if (ended) {
                return false;
            }
            ended = true;
            if (counted) {
                endsToWait(address);
            }
            return true;
        }

        private static int status(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof HttpException http) {
                    return http.getCode();
                }
                if (cause instanceof TimeoutException) {
                    return 408;
                }
            }
            return 400;
        }
    }

    /** A request whose body is all there. */
    private static final class WholeRequest extends Request.Wrapper {
        private byte @Nullable [] body;

        WholeRequest(Request request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public Content.Chunk read() {
            byte[] all = body;
            body = null;
            return all == null ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(all), true);
        }

        @Override
        public void demand(Runnable reader) {
            getContext().execute(reader);
        }
    }
}
