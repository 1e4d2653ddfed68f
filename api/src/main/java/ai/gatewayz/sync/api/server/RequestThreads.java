package ai.gatewayz.sync.api.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Works on requests with threads of its own, so that the server's own are always there to read and write. Health has some to
 * itself, and so has who asks for all of the catalog. Who would wait for too long is told so.
 */
final class RequestThreads extends Handler.Wrapper {
    private static final String HEALTH = "/health";
    private static final String LIVE = HEALTH + "/live";
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(5).toNanos();

    /** All of the catalog, or a page that is as good as all of it. */
    private static final Pattern LONG_LIST = Pattern.compile("/models/table|/exports/.*|/v1/models");

    private static final Pattern LONG_LIMIT = Pattern.compile("(.*&)?limit=0*[1-9][0-9]{3,}(&.*)?");

    private final ThreadPoolExecutor work = threads("api-request", 48, 512);
    /** Fewer than there are connections to the database: who asks for much does not keep out who asks for little. */
    private final ThreadPoolExecutor lists = threads("api-list", 3, 512);

    private final ThreadPoolExecutor health = threads("api-health", 4, 64);
    /** Apart from what asks the database, which may be what hangs. */
    private final ThreadPoolExecutor life = threads("api-live", 1, 64);

    RequestThreads(Handler inner) {
        super(inner);
    }

    private static ThreadPoolExecutor threads(String name, int number, int queue) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(number, number, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Turn(getHandler(), request, response, callback).load();
        return true;
    }

    private ThreadPoolExecutor of(Request request) {
        String path = Request.getPathInContext(request);
        if (path.equals(LIVE)) {
            return life;
        }
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            return health;
        }
        return isLongList(path, request.getHttpURI().getQuery()) ? lists : work;
    }

    private static boolean isLongList(String path, @Nullable String query) {
        return LONG_LIST.matcher(path).matches()
                || (path.equals("/models")
                        && query != null
                        && LONG_LIMIT.matcher(query).matches());
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        for (ThreadPoolExecutor threads : List.of(work, lists, health, life)) {
            threads.shutdown();
        }
        if (!work.awaitTermination(2, TimeUnit.SECONDS)) {
            work.shutdownNow();
        }
    }

    /** One request that waits for its thread. */
    private final class Turn extends EagerContentHandler.ContentLoader {
        private final long asked = System.nanoTime();

        Turn(Handler inner, Request request, Response response, Callback callback) {
            super(inner, request, response, callback);
        }

        @Override
        protected void load() {
            try {
                of(getRequest()).execute(this::take);
            } catch (RejectedExecutionException e) {
                busy();
            }
        }

        private void take() {
            if (System.nanoTime() - asked > LONGEST_WAIT_NANOS) {
                busy();
            } else {
                handle();
            }
        }

        private void busy() {
            Response.writeError(getRequest(), getResponse(), getCallback(), 503);
        }
    }
}
